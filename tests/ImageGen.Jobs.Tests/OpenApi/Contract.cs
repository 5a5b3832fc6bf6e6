using System.Text.Json;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>What of an API its callers rely on: that all they send is still taken, and all they read is still there.</summary>
internal sealed class Contract(JsonElement before, JsonElement after)
{
    private readonly HashSet<(string Before, string After, bool Sent)> compared = [];
    private readonly List<string> breaks = [];

    /// <returns>Every place where somebody who calls the API as it was would be disappointed.</returns>
    public static IReadOnlyList<string> Breaks(JsonElement before, JsonElement after)
    {
        var contract = new Contract(before, after);
        foreach (var path in before.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
                contract.CompareOperation($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value, Find(after, "paths", path.Name, operation.Name));
        }

        return contract.breaks;
    }

    private void CompareOperation(string name, JsonElement was, JsonElement? now)
    {
        if (now is not { } present)
        {
            breaks.Add($"{name} is gone");
            return;
        }

        CompareParameters(name, was, present);
        if (was.TryGetProperty("requestBody", out var body))
            CompareContent($"{name} body", body, Find(present, "requestBody"), sent: true);
        if (!was.TryGetProperty("requestBody", out _) && Find(present, "requestBody", "required") is { ValueKind: JsonValueKind.True })
            breaks.Add($"{name} needs a body now");
        foreach (var response in was.GetProperty("responses").EnumerateObject().Where(response => response.Name.StartsWith('2')))
            CompareContent($"{name} {response.Name}", response.Value, Find(present, "responses", response.Name), sent: false);
    }

    private void CompareParameters(string name, JsonElement was, JsonElement now)
    {
        var (old, present) = (ParametersOf(was), ParametersOf(now));
        foreach (var (key, parameter) in old)
        {
            if (present.TryGetValue(key, out var same))
                CompareSchema($"{name} {key}", parameter.GetProperty("schema"), same.GetProperty("schema"), sent: true);
            else
                breaks.Add($"{name} {key} is gone");
        }

        foreach (var (key, parameter) in present.Where(parameter => IsRequired(parameter.Value) && !(old.TryGetValue(parameter.Key, out var known) && IsRequired(known))))
            breaks.Add($"{name} {key} is needed now");
    }

    private static Dictionary<string, JsonElement> ParametersOf(JsonElement operation) => operation.TryGetProperty("parameters", out var all)
        ? all.EnumerateArray().ToDictionary(parameter => $"{parameter.GetProperty("in").GetString()} {parameter.GetProperty("name").GetString()}")
        : [];

    private static bool IsRequired(JsonElement parameter) => Find(parameter, "required") is { ValueKind: JsonValueKind.True };

    private void CompareContent(string name, JsonElement was, JsonElement? now, bool sent)
    {
        if (now is not { } present)
        {
            breaks.Add($"{name} is gone");
            return;
        }

        if (!was.TryGetProperty("content", out var content))
            return;
        foreach (var media in content.EnumerateObject())
        {
            if (Find(present, "content", media.Name) is not { } same)
                breaks.Add($"{name} {media.Name} is gone");
            else if (media.Value.TryGetProperty("schema", out var schema) && same.TryGetProperty("schema", out var next))
                CompareSchema(name, schema, next, sent);
        }
    }

    /// <param name="sent">By callers; else they read it.</param>
    private void CompareSchema(string name, JsonElement was, JsonElement now, bool sent)
    {
        if (was.TryGetProperty("$ref", out var old) && now.TryGetProperty("$ref", out var next) && !compared.Add((old.GetString()!, next.GetString()!, sent)))
            return;
        (was, now) = (Resolve(before, was), Resolve(after, now));
        var (types, present) = (TypesOf(was), TypesOf(now));
        // A caller may send what it could, and gets no other type than before.
        if (types.Count > 0 && present.Count > 0 && !(sent ? types.IsSubsetOf(present) : present.IsSubsetOf(types)))
            breaks.Add($"{name} was {string.Join('|', types)} and is {string.Join('|', present)}");
        if (Text(was, "format") != Text(now, "format"))
            breaks.Add($"{name} has another format");
        if (sent)
            CompareWhatIsTaken(name, was, now);
        else
            breaks.AddRange(NamesOf(was, "required").Except(NamesOf(now, "required")).Select(member => $"{name}.{member} may be missing now"));
        CompareInside(name, was, now, sent);
    }

    private void CompareWhatIsTaken(string name, JsonElement was, JsonElement now)
    {
        breaks.AddRange(NamesOf(now, "required").Except(NamesOf(was, "required")).Select(member => $"{name}.{member} is needed now"));
        if (was.TryGetProperty("enum", out _) || now.TryGetProperty("enum", out _))
            breaks.AddRange(NamesOf(was, "enum").Except(NamesOf(now, "enum")).Select(value => $"{name} takes {value} no more"));
        foreach (var bound in new[] { "maximum", "maxLength", "maxItems" }.Where(bound => Number(now, bound) is { } most && !(Number(was, bound) <= most)))
            breaks.Add($"{name} has a lower {bound}");
        foreach (var bound in new[] { "minimum", "minLength", "minItems" }.Where(bound => Number(now, bound) is { } least && !(Number(was, bound) >= least)))
            breaks.Add($"{name} has a higher {bound}");
    }

    private void CompareInside(string name, JsonElement was, JsonElement now, bool sent)
    {
        if (was.TryGetProperty("properties", out var properties))
        {
            foreach (var member in properties.EnumerateObject())
            {
                if (Find(now, "properties", member.Name) is { } same)
                    CompareSchema($"{name}.{member.Name}", member.Value, same, sent);
                else
                    breaks.Add($"{name}.{member.Name} is gone");
            }
        }

        foreach (var inner in new[] { "items", "additionalProperties" })
        {
            if (Find(was, inner) is { ValueKind: JsonValueKind.Object } old && Find(now, inner) is { ValueKind: JsonValueKind.Object } next)
                CompareSchema($"{name}[]", old, next, sent);
        }

        foreach (var many in new[] { "oneOf", "anyOf" })
        {
            if (Find(was, many) is not { } old || Find(now, many) is not { } next)
                continue;
            foreach (var (first, second) in old.EnumerateArray().Zip(next.EnumerateArray()))
                CompareSchema(name, first, second, sent);
        }
    }

    private static HashSet<string> TypesOf(JsonElement schema) => [.. NamesOf(schema, "type")];

    private static IEnumerable<string> NamesOf(JsonElement schema, string member) => Find(schema, member) switch
    {
        { ValueKind: JsonValueKind.Array } all => all.EnumerateArray().Select(name => name.ToString()),
        { } one => [one.ToString()],
        null => [],
    };

    private static string? Text(JsonElement schema, string member) => Find(schema, member)?.ToString();

    private static double? Number(JsonElement schema, string member) => Find(schema, member) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema;
    }

    private static JsonElement? Find(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }
}
