namespace ImageGen.TestKit;

/// <summary>
/// A replica set of one, where drivers repeat writes by themselves: the one that <c>IMAGEGEN_TEST_MONGODB_REPLICA_SET_URL</c> names, else
/// as <see cref="MongoServer"/>.
/// </summary>
public sealed class MongoReplicaSet() : MongoServer("IMAGEGEN_TEST_MONGODB_REPLICA_SET_URL", "mongodb-replica-set", replicaSet: "rs0");
