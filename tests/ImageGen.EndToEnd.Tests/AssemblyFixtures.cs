using ImageGen.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]
[assembly: AssemblyFixture(typeof(MongoServer))]
[assembly: AssemblyFixture(typeof(MongoReplicaSet))]
[assembly: AssemblyFixture(typeof(Toxiproxy))]
// Most of the time is spent waiting, for servers that are away and for the leases of the dead: so a few platforms run side by side even on
// two cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 6)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
