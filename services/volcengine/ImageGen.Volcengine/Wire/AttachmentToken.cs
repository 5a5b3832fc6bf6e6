using System.Text.Json.Nodes;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// Stands in a body where an input picture goes: its bytes, or a link to it, take this place when the call is sent. An object,
/// which no text of a request can be mistaken for.
/// </summary>
/// <param name="Name">Of the picture among the <see cref="CallAttachments"/> of the call.</param>
/// <param name="Form">How its bytes are written; null where the model reads pictures by link only.</param>
internal sealed record AttachmentToken(string Name, BytesForm? Form)
{
    public const string Mask = "mask";

    private const string NameMember = "attachment";
    private const string FormMember = "as";

    /// <param name="index">Its place in <see cref="Contracts.ImageRequest.References"/>.</param>
    public static string Reference(int index) => FormattableString.Invariant($"reference:{index}");

    /// <returns>Null where the node is something else.</returns>
    public static AttachmentToken? Read(JsonNode? node) =>
        node is JsonObject { Count: 2 } token && token[NameMember] is JsonValue name && token[FormMember] is JsonValue form
            ? new AttachmentToken(name.GetValue<string>(), FormOf(form.GetValue<string>()))
            : null;

    public JsonObject ToJson() => new() { [NameMember] = Name, [FormMember] = NameOf(Form) };

    private static string NameOf(BytesForm? form) => form switch
    {
        BytesForm.Base64 => "base64",
        BytesForm.DataUri => "data_uri",
        _ => "link",
    };

    private static BytesForm? FormOf(string name) => name switch
    {
        "base64" => BytesForm.Base64,
        "data_uri" => BytesForm.DataUri,
        _ => null,
    };
}
