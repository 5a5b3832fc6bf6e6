namespace ImageGen.Jobs.Domain;

/// <summary>
/// What is known of one picture of one attempt, in the order in which knowledge grows. A fact only ever raises it, but that
/// <see cref="OnTheWire"/> may be taken back; so facts may come in any order and any number of times and leave the same document.
/// </summary>
internal enum PictureState
{
    /// <summary>Asked for; nothing heard, or it waits again because the provider had no room.</summary>
    Open,

    /// <summary>Its call is on the wire and the provider works on it. That the outcome is unknown is known better.</summary>
    OnTheWire,

    /// <summary>Submitted, outcome unknown.</summary>
    Unknown,

    /// <summary>Unknown and given up; a late task id may still bring it.</summary>
    Abandoned,

    /// <summary>The provider has accepted it, perhaps after it was unknown.</summary>
    Running,

    /// <summary>Final: given up, and the provider itself has forgotten it by now.</summary>
    Unresolved,

    /// <summary>Final: never submitted. Whoever says so knows; a command replayed after everybody has forgotten does not.</summary>
    Stopped,

    /// <summary>Final: there will be no picture.</summary>
    Failed,

    /// <summary>Made and paid, not yet in our store. Beats a refusal that was said before it: a paid picture is never given up.</summary>
    Generated,

    /// <summary>Final: made, but its source was gone before it could be stored.</summary>
    Gone,

    /// <summary>Final: safe in our own store.</summary>
    Stored,
}

internal static class PictureStates
{
    /// <summary>Nothing more is to be asked about it.</summary>
    public static bool IsFinal(this PictureState state) =>
        state is PictureState.Stopped or PictureState.Unresolved or PictureState.Failed or PictureState.Gone or PictureState.Stored;
}
