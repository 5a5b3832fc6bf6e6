namespace ImageGen.Volcengine.Wire;

/// <summary>
/// The input pictures that go out with a call, as bytes or links; never stored with the task. They are let go as soon as they are sent or the
/// call is given up, because a call may last long after it.
/// </summary>
/// <param name="share">Their part of what may be in memory.</param>
internal sealed class CallAttachments(IReadOnlyList<CallAttachment> items, IDisposable? share = null) : IDisposable
{
    public static CallAttachments None { get; } = new([]);

    public IReadOnlyList<CallAttachment> Items { get; private set; } = items;

    public void Dispose()
    {
        Items = [];
        share?.Dispose();
    }
}

/// <param name="Name">As the body names it.</param>
/// <param name="ContentType">Such as <c>image/png</c>.</param>
internal sealed record CallAttachment(string Name, string ContentType)
{
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The bytes differ from those in the store: the picture was converted to fit the model.</summary>
    public bool IsFitted { get; init; }

    /// <summary>Where the provider reads it, in the place of its bytes.</summary>
    public Uri? Link { get; init; }
}
