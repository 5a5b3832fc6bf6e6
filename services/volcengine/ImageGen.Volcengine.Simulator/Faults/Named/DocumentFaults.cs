using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>A good answer in an unusual form: all that was paid for is in it.</summary>
internal static class DocumentFaults
{
    /// <summary>Every call that is answered with a document.</summary>
    public static readonly FaultPoint[] Answers = [FaultPoint.Submit, FaultPoint.GetResult, FaultPoint.Generate];

    private static readonly FaultPoint[] Signed = [FaultPoint.Submit, FaultPoint.GetResult];
    private static readonly FaultPoint[] Submit = [FaultPoint.Submit];
    private static readonly FaultPoint[] Results = [FaultPoint.GetResult];
    private static readonly FaultPoint[] Generate = [FaultPoint.Generate];

    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["json-plain"] = Of(Answers, answer => answer with { ContentType = "text/plain" }),
        ["json-html"] = Of(Answers, answer => answer with { ContentType = "text/html; charset=gbk" }),
        ["json-octet"] = Of(Answers, answer => answer with { ContentType = "application/octet-stream" }),
        ["json-notype"] = Of(Answers, answer => answer with { ContentType = null }),
        ["lead-space"] = Of(Answers, answer => answer.With("\r\n \t\r\n" + answer.Text)),
        ["trail-junk"] = Of(Answers, answer => answer.With(answer.Text + "\n<!-- served by a cache -->\0")),
        ["twice"] = Of(Answers, answer => answer.With(answer.Text + answer.Text)),
        ["nan"] = Of(Answers, answer => answer.EditText(json => "{\"time_elapsed\":NaN,\"debug\":\"a\tb\"," + json.TrimStart()[1..])),
        ["pascal"] = Of(Answers, answer => answer.Edit(json => json.Renamed(
            name => string.Concat(name.Split('_').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]))))),
        ["camel"] = Of(Answers, answer => answer.Edit(json => json.Renamed(
            name => string.Concat(name.Split('_').Select((word, at) => at == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]))))),
        ["data-array"] = Of(Signed, answer => Data(answer, data => new JsonArray(data.DeepClone()))),
        ["data-text"] = Of(Answers, answer => Data(answer, data => data.ToJsonString(SimulatorJson.Options))),
        ["data-object"] = Of(Generate, answer => Data(answer, data => data is JsonArray { Count: > 0 } items ? items[0]?.DeepClone() : data.DeepClone())),
        ["code-string"] = Of(Signed, answer => Code(answer, code => code.ToString(CultureInfo.InvariantCulture))),
        ["code-float"] = Of(Signed, answer => answer.EditText(json => json.Replace("\"code\":10000,", "\"code\":10000.0,", StringComparison.Ordinal))),
        ["tid-number"] = Of(Submit, answer => answer.Edit(json => TaskId(json, id => JsonNode.Parse(id)))),
        ["tid-deep"] = Of(Submit, answer => Data(answer, data => new JsonObject { ["task"] = data.DeepClone() })),
        ["both-shapes"] = Of(Signed, answer => answer.Edit(json =>
        {
            json["ResponseMetadata"] ??= new JsonObject { ["RequestId"] = "20260102030405000000000000000000FF", ["Service"] = "cv" };
            return json;
        })),
        ["urls-object"] = Of([FaultPoint.GetResult, FaultPoint.Generate], answer => Pictures(answer, item => new JsonObject { ["url"] = item })),
        ["urls-null"] = Of(Results, answer => Lists(answer, items => [null, .. items])),
        ["urls-text"] = Of(Results, answer => answer.EditText(json => System.Text.RegularExpressions.Regex.Replace(json, "(\"(?:image_urls|ImageUrls)\":)\\[(\"[^\"]*\")\\]", "$1$2"))),
        ["url-space"] = Of([FaultPoint.GetResult, FaultPoint.Generate], answer => Pictures(answer, item => $" {item}\r\n")),
        ["one-of-two-bad"] = Of([FaultPoint.GetResult, FaultPoint.Generate], answer => OneBad(answer)),
        ["done-empty"] = Of(Results, answer => Lists(answer, _ => [])),
        ["done-null"] = Of(Results, answer => answer.Edit(json => WithoutPictures(json))),
        ["not-found"] = Of(Results, answer => Data(answer, _ => new JsonObject { ["status"] = "not_found" })),
        ["data-empty"] = Of(Generate, answer => Nothing(answer, json => json["data"] = new JsonArray())),
        ["data-null"] = Of(Generate, answer => Nothing(answer, json => json["data"] = null)),
        ["data-missing"] = Of(Generate, answer => Nothing(answer, json => json.Remove("data"))),
    };

    private static NamedFault Of(FaultPoint[] points, Func<WireAnswer, WireAnswer> spoil) => new(points, (answer, _) => spoil(answer));

    private static WireAnswer Pictures(WireAnswer answer, Func<JsonNode?, JsonNode?> edit) => answer.Edit(json => json.Pictures(edit));

    private static WireAnswer Data(WireAnswer answer, Func<JsonNode, JsonNode?> edit) => answer.Edit(json =>
    {
        if (json.Service() is { } service && service["data"] is { } data)
            service["data"] = edit(data);
        return json;
    });

    private static WireAnswer Code(WireAnswer answer, Func<int, JsonNode> edit) => answer.Edit(json =>
    {
        if (json.Service() is { } service && service["code"] is { } code)
            service["code"] = edit(code.GetValue<int>());
        return json;
    });

    private static JsonNode TaskId(JsonNode json, Func<string, JsonNode?> edit)
    {
        if (json.Service()["data"] is JsonObject data && data["task_id"] is { } id)
            data["task_id"] = edit(id.GetValue<string>());
        if (json["Result"] is JsonObject result && result["TaskId"] is { } outer)
            result["TaskId"] = edit(outer.GetValue<string>());
        return json;
    }

    private static WireAnswer Lists(WireAnswer answer, Func<IEnumerable<JsonNode?>, IEnumerable<JsonNode?>> edit) => answer.Edit(json =>
    {
        foreach (var holder in new[] { json.Service()["data"], json["Result"] }.OfType<JsonObject>())
        {
            foreach (var (name, value) in holder.ToList())
            {
                if (name is "image_urls" or "binary_data_base64" or "ImageUrls" && value is JsonArray items)
                    holder[name] = new JsonArray([.. edit(items.Select(item => item?.DeepClone()))]);
            }
        }

        return json;
    });

    private static JsonNode WithoutPictures(JsonNode json)
    {
        foreach (var holder in new[] { json.Service()["data"], json["Result"] }.OfType<JsonObject>())
        {
            foreach (var name in (string[])["image_urls", "binary_data_base64", "ImageUrls", "StoreUris"])
            {
                if (holder.ContainsKey(name))
                    holder[name] = null;
            }
        }

        return json;
    }

    private static WireAnswer OneBad(WireAnswer answer)
    {
        var seen = 0;
        return Pictures(answer, item => item is not null && seen++ == 0 ? "%%% not a picture %%%" : item);
    }

    // Of nothing that was made nothing is billed; the ledger, which does not know what became of an answer, counts it all the same.
    private static WireAnswer Nothing(WireAnswer answer, Action<JsonObject> edit) => answer.Edit(json =>
    {
        edit(json.AsObject());
        if (json["usage"] is JsonObject usage)
            usage["generated_images"] = 0;
        return json;
    });
}
