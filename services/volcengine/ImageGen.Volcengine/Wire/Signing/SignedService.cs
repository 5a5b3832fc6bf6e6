namespace ImageGen.Volcengine.Wire.Signing;

/// <summary>A service behind the provider's gateway, and how it is called.</summary>
/// <param name="SubmitTimeout">Of a call that costs money.</param>
/// <param name="AskTimeout">Of a call that only asks.</param>
/// <param name="Links">Results come as links, so that an answer is short; else with the bytes of the pictures.</param>
internal sealed record SignedService(Uri Endpoint, SigningScope Scope, TimeSpan SubmitTimeout, TimeSpan AskTimeout, bool Links);
