using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ImageGen.Persistence;

/// <summary>
/// The one way bodies are written: camelCase, names of enum values, readable Chinese, nothing for null. Members that are not known are
/// read and written again by every record that has a place for them (see <see cref="DocumentPart"/>).
/// </summary>
public static class DocumentJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // We write no null where none may be; whatever has one is damaged, and is better found out here than later.
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepUnknownMembers } },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <remarks>The place is not public: other writers, such as that of the bus, have ways of their own with dictionaries.</remarks>
    private static void KeepUnknownMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var place = Array.Find(
            type.Type.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic), property => property.IsDefined(typeof(JsonExtensionDataAttribute)));
        if (place is null) return;
        var members = type.CreateJsonPropertyInfo(place.PropertyType, place.Name);
        (members.IsExtensionData, members.Get, members.Set) = (true, place.GetValue, place.SetValue);
        type.Properties.Add(members);
    }
}
