namespace ImageGen.Volcengine.Wire;

/// <summary>Makes what sends the requests of one kind of call: sockets, or a provider in the same process.</summary>
/// <param name="idle">How long an unused connection is kept.</param>
internal delegate HttpMessageHandler WireHandler(TimeSpan idle);
