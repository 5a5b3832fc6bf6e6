using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Tests.Apis.Answers;

/// <summary>
/// Writes a good answer as others might: each choice is drawn from a seeded source, so that a failure can be run again. Nothing that was
/// paid for is left out.
/// </summary>
internal sealed class OddWriting(int seed)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private readonly Random random = new(seed);

    /// <summary>What came out last, for whoever looks for a failure.</summary>
    public string Written { get; private set; } = "";

    public int Next(int below) => random.Next(below);

    public bool Maybe(double chance = 0.3) => random.NextDouble() < chance;

    public T One<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>The bytes of a picture, of any length.</summary>
    public byte[] Picture()
    {
        var bytes = new byte[8 + random.Next(400)];
        random.NextBytes(bytes);
        Png.CopyTo(bytes, 0);
        return bytes;
    }

    public string Link() => $"https://pictures.example.com/{random.Next():x}/{random.NextInt64()}.png?X-Tos-Expires=86400&sig={random.Next():x}%2B";

    public string TaskId() => (7_000_000_000_000_000_000 + random.NextInt64(900_000_000_000_000_000)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string Base64(byte[] bytes)
    {
        var text = Convert.ToBase64String(bytes);
        if (Maybe())
            text = text.TrimEnd('=');
        if (Maybe())
            text = text.Replace('+', '-').Replace('/', '_');
        if (Maybe())
            text = string.Join(One("\r\n", "\n", " "), text.Chunk(One(60, 64, 76)).Select(line => new string(line)));
        if (Maybe())
            text = One("data:image/png;base64,", "data:image/jpeg;charset=utf-8;base64,", "DATA:;base64,", "data:,") + text;
        return Maybe() ? One(" ", "\n", "\r\n") + text + One(" ", "\n") : text;
    }

    /// <summary>A link or bytes, bare or in an object.</summary>
    public JsonNode Item(string? link, byte[]? bytes)
    {
        JsonNode value = link is not null ? Maybe() ? $" {link}\r\n" : link : Base64(bytes!);
        return One(0, 1, 2) switch
        {
            0 => value,
            1 => new JsonObject { [One("url", "image_url", "b64_json", "image_base64", "b64", "URL", "imageUrl")] = value, ["size"] = "1x1" },
            _ => new JsonObject { ["image_url"] = new JsonObject { ["url"] = value } },
        };
    }

    /// <summary>What is no picture and no failure.</summary>
    public JsonNode? Junk() => One<Func<JsonNode?>>(
        () => null,
        () => new JsonObject(),
        () => "",
        () => "   ",
        () => 17,
        () => true,
        () => "not a picture",
        () => new JsonObject { ["url"] = null },
        () => new JsonObject { ["url"] = "ftp://example.com/a.png" },
        () => new JsonObject { ["b64_json"] = "%%%" },
        () => new JsonObject { ["b64_json"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("<html>no</html>")) },
        () => new JsonObject { ["url"] = new JsonArray(1, 2) },
        () => new JsonArray())();

    /// <summary>Names in another case, members of others in between, a number for a text and the other way round.</summary>
    public JsonNode Form(JsonNode node)
    {
        var rename = One<Func<string, string>>(name => name, Pascal, name => char.ToLowerInvariant(name[0]) + Pascal(name)[1..], name => name.ToUpperInvariant());
        return Form(node, rename);
    }

    /// <summary>As bytes, with what may stand around and in them.</summary>
    public byte[] Write(JsonNode node)
    {
        var text = node.ToJsonString(new JsonSerializerOptions { WriteIndented = Maybe() });
        if (Maybe(0.15) && text[0] == '{')
            text = "{" + One("\"time_elapsed\":NaN,", "\"debug\":\"a\tb\nc\",", "\"x\":-Infinity,", "\"y\":undefined,", "\"z\":\"\\x41\",", "\"half\":\"\\ud83d…\",", "/* by a cache */") + text[1..];
        if (Maybe(0.15))
            text = text[..^1] + "," + text[^1];
        text = One("", "", "\n\r\n ", "\0", ")]}',\n", "callback(") + text + One("", "", "\n", "\0", "\n<!-- cached -->", ");", "garbage", text);
        Written = text;
        return Maybe(0.15) ? [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.TrimStart('\0'))]
            : Maybe() ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)] : Encoding.UTF8.GetBytes(text);
    }

    private JsonNode Form(JsonNode node, Func<string, string> rename) => node switch
    {
        JsonObject members => new JsonObject(members.SelectMany(member => Noise().Append(KeyValuePair.Create(rename(member.Key), Value(member.Value, rename))))),
        JsonArray items => new JsonArray([.. items.Select(item => Value(item, rename))]),
        _ => node.DeepClone(),
    };

    private JsonNode? Value(JsonNode? value, Func<string, string> rename) => value is null ? null : Form(value.DeepClone(), rename);

    private IEnumerable<KeyValuePair<string, JsonNode?>> Noise() => Maybe(0.1)
        ? [KeyValuePair.Create<string, JsonNode?>($"x_{random.Next():x}", One<Func<JsonNode?>>(() => null, () => 1, () => "text with \"quotes\" and 😀", () => new JsonObject { ["a"] = new JsonArray(1, null) })())]
        : [];

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
