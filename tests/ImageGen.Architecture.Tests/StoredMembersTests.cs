using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageGen.Persistence;

namespace ImageGen.Architecture.Tests;

/// <summary>
/// Replicas of two versions write the same documents during an upgrade, so no record in a document may lose what it does not know. This
/// looks at every kind of document that there is, and at every record inside it.
/// </summary>
public sealed class StoredMembersTests
{
    private static readonly JsonSerializerOptions Json = DocumentJson.Options;

    private static readonly Assembly[] Modules =
        [Assembly.Load("ImageGen.Accounts"), Assembly.Load("ImageGen.Jobs"), Assembly.Load("ImageGen.Volcengine"), Assembly.Load("ImageGen.Storage"), Assembly.Load("ImageGen.Persistence")];

    public static TheoryData<string> Documents => [.. Kinds().Select(kind => kind.FullName!)];

    [Fact]
    public void All_kinds_of_documents_are_looked_at()
    {
        string[] some = ["User", "ApiKey", "Job", "IdempotencyRecord", "Template", "GenerationTask", "Slot", "Room", "AccountState", "Rate", "ImageCopy", "Upload", "UnreadableDocument"];
        Assert.Superset(some.ToHashSet(), Kinds().Select(kind => kind.Name).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_record_in_a_document_keeps_what_it_does_not_know(string kind) =>
        Assert.Empty(Forgetful(Kind(kind)).Select(type => $"{type.FullName} loses members of a newer version: let it be a {nameof(DocumentPart)}."));

    [Theory]
    [MemberData(nameof(Documents))]
    public void What_a_newer_version_has_added_anywhere_is_written_again(string kind)
    {
        var newer = Newer(Kind(kind), 0)!;
        var added = newer.ToJsonString().Split("addedTomorrow").Length - 1;

        var again = JsonSerializer.SerializeToNode(newer.Deserialize(Kind(kind), Json), Kind(kind), Json)!;

        Assert.True(added > 0);
        Assert.Equal(added, again.ToJsonString().Split("addedTomorrow").Length - 1);
    }

    [Fact]
    public void A_record_that_would_forget_is_found() =>
        Assert.Equal([typeof(Sample.ForgetfulPart)], Forgetful(typeof(Sample.RememberingDocument)));

    /// <returns>What the modules declare a model of, or ask the store for.</returns>
    private static IEnumerable<Type> Kinds() => Modules.SelectMany(module => module.GetTypes())
        .SelectMany(type => type.GetMembers(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .SelectMany(TypesOf)
        .Where(type => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(DocumentModel<>) || type.GetGenericTypeDefinition() == typeof(IDocuments<>)))
        .Select(type => type.GetGenericArguments()[0])
        .Where(type => !type.IsGenericParameter)
        .Distinct();

    private static Type Kind(string name) => Kinds().Single(kind => kind.FullName == name);

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Forgetful(Type kind)
    {
        var (seen, left) = (new HashSet<Type>(), new Queue<Type>([kind]));
        while (left.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            var info = Json.GetTypeInfo(type);
            if (info.Kind == JsonTypeInfoKind.Object && !info.Properties.Any(property => property.IsExtensionData)) yield return type;
            foreach (var inner in Inside(info)) left.Enqueue(inner);
        }
    }

    private static IEnumerable<Type> Inside(JsonTypeInfo info) => info.Kind switch
    {
        JsonTypeInfoKind.Object => info.Properties.Where(property => !property.IsExtensionData).Select(property => property.PropertyType),
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => [info.ElementType!],
        _ => Nullable.GetUnderlyingType(info.Type) is { } value ? [value] : [],
    };

    /// <summary>Any value of the type, as a newer version writes it: one with a member more in each record.</summary>
    private static JsonNode? Newer(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = Json.GetTypeInfo(type);
        if (type == typeof(JsonElement)) return new JsonObject { ["any"] = 1 };
        if (type == typeof(string)) return "text";
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return Guid.Empty.ToString();
        if (type == typeof(DateTimeOffset)) return "2026-11-27T00:00:00Z";
        if (type.IsEnum) return JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, Json);
        if (type.IsPrimitive || type == typeof(decimal)) return 1;
        Assert.True(depth < 20, $"{type.FullName} contains itself.");
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new JsonArray(Newer(info.ElementType!, depth + 1)),
            JsonTypeInfoKind.Dictionary => new JsonObject { ["key"] = Newer(info.ElementType!, depth + 1) },
            _ => new JsonObject(info.Properties.Where(property => !property.IsExtensionData && property.Set is not null || IsGiven(info, property))
                .Select(property => KeyValuePair.Create(property.Name, Newer(property.PropertyType, depth + 1)))
                .Append(KeyValuePair.Create("addedTomorrow", (JsonNode?)new JsonObject { ["a"] = 1.50m }))),
        };
    }

    private static bool IsGiven(JsonTypeInfo info, JsonPropertyInfo property) =>
        info.Type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
}
