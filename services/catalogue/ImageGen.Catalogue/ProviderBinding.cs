using System.Text.Json;

namespace ImageGen.Catalogue;

/// <summary>How the provider is asked for a model. A field is a path in the body; dots lead into objects.</summary>
public sealed record ProviderBinding
{
    /// <summary>Which of the provider's APIs: <c>visual</c>, <c>ark</c> or <c>imagex</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The provider's own name of the model.</summary>
    public required string Key { get; init; }

    /// <summary>Where <see cref="Key"/> goes; absent where it is not in the body.</summary>
    public string? KeyField { get; init; }

    public string PromptField { get; init; } = "prompt";

    /// <summary>How a size is written; absent where none is sent.</summary>
    public SizeForm? Size { get; init; }

    public ReferenceBinding? References { get; init; }

    /// <summary>Where the mask goes: behind the references where it shares their field.</summary>
    public string? MaskField { get; init; }

    /// <summary>Where parameters and options go that are not called as in our API.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What a boolean option adds to the body when it is true, where that is more than a field.</summary>
    public IReadOnlyDictionary<string, JsonElement> Switches { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Merged into every body.</summary>
    public JsonElement? Constants { get; init; }

    /// <summary>The model takes an address to call back. Where its documents name no such field it may refuse one.</summary>
    public bool Callbacks { get; init; }

    /// <summary>Absent where the model makes no groups.</summary>
    public GroupBinding? Group { get; init; }
}

public enum SizeForm
{
    /// <summary>The numbers <c>width</c> and <c>height</c>.</summary>
    WidthHeight,

    /// <summary><c>size</c> as text: <c>2048x2048</c> or a tier.</summary>
    Text,
}

/// <summary>Where reference pictures go: arrays in the body.</summary>
/// <param name="Links">The field of pictures given as links; null where the model takes none.</param>
/// <param name="Bytes">The field of pictures given as bytes; null where the model takes links only, so that ours need one.</param>
/// <param name="Form">How bytes are written.</param>
public sealed record ReferenceBinding(string? Links = null, string? Bytes = null, BytesForm Form = BytesForm.Base64);

public enum BytesForm
{
    /// <summary>Bare base64.</summary>
    Base64,

    /// <summary><c>data:image/png;base64,…</c></summary>
    DataUri,
}

/// <summary>How several pictures are asked for by one call.</summary>
/// <param name="Constants">Merged into the body.</param>
/// <param name="CountField">Where the number of pictures goes.</param>
public sealed record GroupBinding(JsonElement Constants, string CountField);
