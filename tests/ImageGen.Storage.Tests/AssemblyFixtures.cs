using ImageGen.TestKit;

[assembly: AssemblyFixture(typeof(MongoServer))]
