namespace ImageGen.Volcengine.Visual;

/// <summary>What one call over HTTP came to.</summary>
internal abstract record VisualReply
{
    private VisualReply()
    {
    }

    /// <summary>The provider, or somebody between, answered.</summary>
    /// <param name="Date">The answering clock, as sent.</param>
    /// <param name="LogId">The provider's id of the call, from a header.</param>
    public sealed record Answer(int Status, byte[] Body, string? Date = null, string? LogId = null) : VisualReply;

    /// <summary>The body of the request was never written: the provider can not have acted upon it.</summary>
    public sealed record NotSent(string Reason) : VisualReply;

    /// <summary>The request went out, and no whole answer came.</summary>
    public sealed record Lost(string Reason) : VisualReply;
}
