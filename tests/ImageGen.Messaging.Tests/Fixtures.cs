using ImageGen.TestKit;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]
[assembly: AssemblyFixture(typeof(MongoServer))]
[assembly: AssemblyFixture(typeof(Toxiproxy))]
