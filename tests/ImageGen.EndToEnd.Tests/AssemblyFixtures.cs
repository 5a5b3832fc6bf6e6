using ImageGen.TestKit;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]
[assembly: AssemblyFixture(typeof(MongoServer))]
[assembly: AssemblyFixture(typeof(Toxiproxy))]
// Two machines' worth of processes on one would only wait for each other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
