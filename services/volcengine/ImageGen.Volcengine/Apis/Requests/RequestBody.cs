using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Requests;

/// <summary>
/// Writes the body of a submission as the model's profile says; whatever API it is for, no model has code of its own. Jobs has
/// checked the request against the same profile, so what is in it is sent.
/// </summary>
internal static class RequestBody
{
    // As the catalogue names them.
    private static readonly JsonSerializerOptions ByTheirNames = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="pictures">How many pictures this call is to make.</param>
    /// <returns>The body, in which an <see cref="AttachmentToken"/> stands for each input picture that is not a public link.</returns>
    public static JsonObject Of(ModelProfile model, ImageRequest request, int pictures)
    {
        var wire = model.Provider;
        var body = new JsonObject();
        if (wire.KeyField is { } key)
            Set(body, key, wire.Key);
        if (request.Prompt.Length > 0)
            Set(body, wire.PromptField, request.Prompt);
        AddSize(body, model, request);
        AddPictures(body, wire, request);
        var parameters = ParameterNames.GivenIn(JsonSerializer.SerializeToElement(request, ByTheirNames));
        foreach (var (name, value) in parameters.Concat(request.Options.OrderBy(option => option.Key, StringComparer.Ordinal)))
            Add(body, wire, name, JsonNode.Parse(value.GetRawText())!);
        Merge(body, wire.Constants);
        if (request.Group && pictures > 1 && wire.Group is { } group)
        {
            Merge(body, group.Constants);
            Set(body, group.CountField, pictures);
        }

        return body;
    }

    public static string Write(JsonObject body) => body.ToJsonString(Readable);

    private static void AddSize(JsonObject body, ModelProfile model, ImageRequest request)
    {
        // Both or neither: with one of them a model falls back to its own size.
        var size = request is { Width: { } width, Height: { } height } ? new PictureSize(width, height) : model.Size?.Default;
        switch (model.Provider.Size)
        {
            case SizeForm.WidthHeight when size is not null:
                Set(body, "width", size.Width);
                Set(body, "height", size.Height);
                break;
            case SizeForm.Text when (request.SizeTier ?? (size is null ? null : $"{size.Width}x{size.Height}")) is { } text:
                Set(body, "size", text);
                break;
        }
    }

    private static void AddPictures(JsonObject body, ProviderBinding wire, ImageRequest request)
    {
        for (var i = 0; i < request.Inputs.Count; i++)
        {
            var (field, picture) = wire.References! switch
            {
                // As it is read at the provider's: a client that is given blanks or letters beyond ASCII may not find it.
                { Links: { } links } when request.Inputs[i].Url is { } url => (links, (JsonNode)(LinkText.Of(url) ?? url)),
                { Bytes: { } bytes, Form: var form } => (bytes, new AttachmentToken(AttachmentToken.Reference(i), form).ToJson()),
                var linksOnly => (linksOnly.Links!, new AttachmentToken(AttachmentToken.Reference(i), Form: null).ToJson()),
            };
            Append(body, field, picture);
        }

        if (request.MaskInput is null || wire.MaskField is null)
            return;
        var mask = new AttachmentToken(AttachmentToken.Mask, wire.References!.Form).ToJson();
        if (body[wire.MaskField] is JsonArray)
            Append(body, wire.MaskField, mask);
        else
            Set(body, wire.MaskField, mask);
    }

    private static void Add(JsonObject body, ProviderBinding wire, string name, JsonNode value)
    {
        if (!wire.Switches.TryGetValue(name, out var addition))
            Set(body, wire.Fields.GetValueOrDefault(name, name), value);
        else if (value.GetValueKind() == JsonValueKind.True)
            Merge(body, addition);
    }

    private static void Merge(JsonObject body, JsonElement? members)
    {
        if (members is { } given)
            MergePatch.Apply(body, JsonObject.Create(given)!);
    }

    private static void Set(JsonObject body, string path, JsonNode value)
    {
        var names = path.Split('.');
        foreach (var name in names.SkipLast(1))
        {
            if (body[name] is not JsonObject inner)
                body[name] = inner = [];
            body = inner;
        }
        body[names[^1]] = value;
    }

    private static void Append(JsonObject body, string field, JsonNode value)
    {
        if (body[field] is not JsonArray list)
            body[field] = list = [];
        list.Add(value);
    }
}
