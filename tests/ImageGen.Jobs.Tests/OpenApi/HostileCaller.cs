using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Makes requests out of the description: right in their form now and then, and in some place nearly always wrong. The same seed makes the same.</summary>
internal sealed class HostileCaller(JsonElement description, IReadOnlyDictionary<string, string> ids, Random random)
{
    private const int MaxDepth = 6;

    // JSON as it is sent: some of it is what no serializer would write.
    private static readonly string[] OddValues =
    [
        "null", "true", "-1", "0", "0.5", "1e308", "-1e999", "99999999999999999999999999", "2147483648", "9223372036854775808", "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"NaN\"", "\"-1\"", "\"2048x\"", "\"0x0\"", "\"99999x99999\"", "\"../../etc/passwd\"", "\"job_' OR 1=1\"",
        "\"{\\\"$gt\\\":\\\"\\\"}\"", "\"https://169.254.169.254/x\"", "\"\\u202e\\u2066\"", "\"9999-12-31T23:59:59Z\"", "\"0000-00-00T00:00:00Z\"", "[]", "[null]", "[[]]", "{}",
        "{\"\":\"\"}", "{\"$where\":\"1\"}", "{\"a.b\":1}", "{\"__proto__\":{}}",
    ];

    private static readonly string[] OddTexts =
        ["", " ", "-1", "0", "101", "1e9", "99999999999999999999", "true", "yes", "a\tb", "狐狸", "🦊", "\u202e", "../..", "a/b", "%", "?", "#", "'\"<>", "job_", "img_a_b_c", "img__1_0", "upl_1", "2026-02-30T00:00:00Z", "2026-01-01", "AAAA"];

    private readonly List<(string Method, string Path, JsonElement Operation)> operations =
    [
        .. from path in description.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select (operation.Name.ToUpperInvariant(), path.Name, operation.Value),
    ];

    public HostileRequest Next()
    {
        var (method, path, operation) = operations[random.Next(operations.Count)];
        var parameters = operation.TryGetProperty("parameters", out var declared) ? declared.EnumerateArray().ToList() : [];
        var address = AddressOf(path) + QueryOf(parameters);
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        foreach (var parameter in parameters.Where(parameter => In(parameter, "header") && Chance(0.3)))
            request.Headers.TryAddWithoutValidation(parameter.GetProperty("name").GetString()!, Chance(0.5) ? $"\"{random.Next(50)}\"" : random.Next(100).ToString(CultureInfo.InvariantCulture));
        request.Content = ContentOf(operation);
        return new HostileRequest(request, $"{method} {path}", operation);
    }

    private bool Chance(double of) => random.NextDouble() < of;

    private T One<T>(T[] of) => of[random.Next(of.Length)];

    private static bool In(JsonElement parameter, string place) => parameter.GetProperty("in").GetString() == place;

    private string AddressOf(string path)
    {
        var parts = path.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('{'))
                parts[i] = Uri.EscapeDataString(Chance(0.6) ? ids.GetValueOrDefault(parts[i - 1], "nothing") : One(OddTexts) is { Length: > 0 } odd ? odd : "-");
        }

        return string.Join('/', parts);
    }

    private string QueryOf(List<JsonElement> parameters)
    {
        var query = parameters.Where(parameter => In(parameter, "query") && Chance(0.3))
            .Select(parameter => $"{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(TextOf(parameter.GetProperty("schema")))}").ToList();
        if (Chance(0.05))
            query.Add("unknown=1");
        return query.Count == 0 ? "" : "?" + string.Join('&', query);
    }

    private string TextOf(JsonElement schema)
    {
        if (Chance(0.4))
            return One(OddTexts);
        var value = ValueOf(schema, 0).Trim('"');
        // A longer address is refused before anybody looks at it.
        return value[..Math.Min(value.Length, 400)];
    }

    private ByteArrayContent? ContentOf(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return null;
        var (type, media) = One([.. body.GetProperty("content").EnumerateObject().Select(content => (content.Name, content.Value))]);
        var isJson = type.EndsWith("json", StringComparison.Ordinal);
        var text = isJson && media.TryGetProperty("schema", out var schema) ? ValueOf(schema, 0) : "\u0089PNG\r\n";
        if (Chance(0.03))
            text = Chance(0.5) ? text[..random.Next(text.Length + 1)] : text + text;
        if (Chance(0.02))
            text = new string('[', 300) + new string(']', 300);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (Chance(0.02) && bytes.Length > 0)
            bytes[random.Next(bytes.Length)] = 0xFF;
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = Chance(0.03) ? new MediaTypeHeaderValue("text/plain") : MediaTypeHeaderValue.Parse(type == "multipart/form-data" ? "multipart/form-data; boundary=x" : type);
        return content;
    }

    private string ValueOf(JsonElement schema, int depth)
    {
        schema = Resolve(schema);
        if (Chance(0.12) || depth > MaxDepth)
            return One(OddValues);
        if (schema.TryGetProperty("oneOf", out var some) || schema.TryGetProperty("anyOf", out some))
            return ValueOf(One([.. some.EnumerateArray()]), depth);
        if (schema.TryGetProperty("enum", out var named))
            return One([.. named.EnumerateArray()]).GetRawText();
        return TypeOf(schema) switch
        {
            "object" => ObjectOf(schema, depth),
            "array" => $"[{string.Join(',', Enumerable.Range(0, Chance(0.05) ? 60 : random.Next(4)).Select(_ => ValueOf(schema.TryGetProperty("items", out var items) ? items : schema, depth + 1)))}]",
            "integer" => random.Next(-2, 12).ToString(CultureInfo.InvariantCulture),
            "number" => (random.NextDouble() * 12).ToString("R", CultureInfo.InvariantCulture),
            "boolean" => Chance(0.5) ? "true" : "false",
            "null" => "null",
            _ => $"\"{(schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" ? "2030-01-01T00:00:00Z" : Word())}\"",
        };
    }

    private string ObjectOf(JsonElement schema, int depth)
    {
        var members = new List<string>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
            members.AddRange(properties.EnumerateObject().Where(member => Chance(required.Contains(member.Name) ? 0.95 : 0.15))
                .Select(member => $"\"{member.Name}\":{ValueOf(member.Value, depth + 1)}"));
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
            members.Add($"\"{Word()}\":{ValueOf(others, depth + 1)}");
        if (Chance(0.03))
            members.Add($"\"{Word()}\":{One(OddValues)}");
        if (Chance(0.02) && members.Count > 0)
            members.Add(members[0]);
        return $"{{{string.Join(',', members)}}}";
    }

    private string Word() => Chance(0.02) ? new string('狐', 6000) : One(["a fox", "ada@example.com", "2048x2048", "job_1", "tem_1", "jobs:read", "狐狸", "a password of mine", .. ids.Values]);

    private string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return null;
        return type.ValueKind == JsonValueKind.Array ? One([.. type.EnumerateArray().Select(name => name.GetString())]) : type.GetString();
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema;
    }
}

/// <param name="Operation">As it is described.</param>
internal sealed record HostileRequest(HttpRequestMessage Message, string Name, JsonElement Operation)
{
    public bool Documents(int status) => Operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out _);

    public async Task<string> ShowAsync()
    {
        var body = Message.Content is null ? "" : await Message.Content.ReadAsStringAsync();
        return $"{Message.Method} {Message.RequestUri} {(body.Length > 300 ? body[..300] + "…" : body)}";
    }
}
