using ImageGen.TestKit;

[assembly: AssemblyFixture(typeof(MongoServer))]
[assembly: AssemblyFixture(typeof(MongoReplicaSet))]
[assembly: AssemblyFixture(typeof(Toxiproxy))]
