using ImageGen.TestKit;

[assembly: AssemblyFixture(typeof(MongoServer))]
[assembly: AssemblyFixture(typeof(Toxiproxy))]
