namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>The distributed platform over a MongoDB where drivers repeat writes by themselves.</summary>
public sealed class ReplicaSetDeployment(RabbitMqServer rabbitMq, MongoReplicaSet mongo) : DistributedDeployment(rabbitMq, mongo);
