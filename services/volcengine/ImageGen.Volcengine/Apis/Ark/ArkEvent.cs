using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>One thing that an answer says, be it in one piece or streamed.</summary>
internal abstract record ArkEvent
{
    private ArkEvent()
    {
    }

    /// <summary>One place is filled.</summary>
    /// <param name="Index">The place, as the provider numbers it.</param>
    /// <param name="MayBeKnown">At the end of a stream some say once more what they said before.</param>
    public sealed record Made(int? Index, ProviderPicture Picture, bool MayBeKnown = false) : ArkEvent;

    /// <summary>One place stays empty.</summary>
    /// <param name="Index">The place, as the provider numbers it.</param>
    public sealed record Missing(int? Index, ArkError Error) : ArkEvent;

    /// <summary>Something that can not be read: it may have been a picture.</summary>
    public sealed record Unreadable : ArkEvent;

    /// <summary>The whole request has failed, perhaps in the middle of a stream.</summary>
    public sealed record Broken(ArkError Error) : ArkEvent;

    /// <summary>The answer is complete.</summary>
    public sealed record Ended : ArkEvent;
}
