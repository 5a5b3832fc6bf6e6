using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>Changes the documents in an answer, be it one or the events of a stream.</summary>
internal static class JsonEdits
{
    private const string Data = "data: ";

    /// <param name="edit">Answers with what stands in the document's place.</param>
    public static WireAnswer Edit(this WireAnswer answer, Func<JsonNode, JsonNode> edit) => answer.EditText(
        json => edit(JsonNode.Parse(json)!).ToJsonString(SimulatorJson.Options));

    public static WireAnswer EditText(this WireAnswer answer, Func<string, string> edit)
    {
        if (answer.Body.Count == 0)
            return answer;
        if (!answer.IsStream)
            return answer.With(edit(answer.Text));
        return answer.With(string.Join('\n', answer.Text.Split('\n').Select(
            line => line.StartsWith(Data + '{', StringComparison.Ordinal) ? Data + edit(line[Data.Length..]) : line)));
    }

    /// <summary>Each picture of a document, be it a link or bytes.</summary>
    public static JsonNode Pictures(this JsonNode document, Func<JsonNode?, JsonNode?> edit)
    {
        foreach (var holder in Objects(document).ToList())
        {
            foreach (var (name, value) in holder.ToList())
            {
                if (name is "url" or "b64_json")
                    holder[name] = edit(value?.DeepClone());
                else if (name is "image_urls" or "binary_data_base64" or "ImageUrls" && value is JsonArray array)
                    holder[name] = new JsonArray([.. array.Select(item => edit(item?.DeepClone()))]);
            }
        }

        return document;
    }

    /// <summary>What the service itself says, also where veImageX wraps it.</summary>
    public static JsonObject Service(this JsonNode document) => (document["Result"]?["RespJson"] ?? document).AsObject();

    public static JsonNode Renamed(this JsonNode document, Func<string, string> rename) => document switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(rename(member.Key), member.Value?.DeepClone().Renamed(rename)))),
        JsonArray items => new JsonArray([.. items.Select(item => item?.DeepClone().Renamed(rename))]),
        _ => document,
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
