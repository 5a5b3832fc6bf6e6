using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.Serialization;

namespace ImageGen.Contracts.Tests;

/// <summary>
/// Messages wait in queues while versions change on both sides of them, so their form is frozen, as MassTransit writes it.
/// <c>Golden/X.json</c> is the message with every member; <c>Golden/X.oldest.json</c> is the least that any version has ever written,
/// and is never edited: a member added later must be optional.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Bus = SystemTextJsonMessageSerializer.Options;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void A_message_is_written_as_it_always_was(string name)
    {
        var type = Samples.TypeOf(name);

        Assert.Equal(Golden(name), Text(JsonSerializer.SerializeToNode(Samples.Of(type), type, Bus)));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void And_is_read_with_every_member(string name)
    {
        var type = Samples.TypeOf(name);
        var message = JsonSerializer.Deserialize(Golden(name), type, Bus);

        Assert.Equal(Golden(name), Text(JsonSerializer.SerializeToNode(message, type, Bus)));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void The_oldest_message_is_still_read(string name)
    {
        var type = Samples.TypeOf(name);
        var oldest = JsonNode.Parse(Golden(name + ".oldest"))!.AsObject();
        var message = JsonSerializer.Deserialize(oldest, type, Bus);

        var now = JsonSerializer.SerializeToNode(message, type, Bus)!.AsObject();
        Assert.All(oldest, member => Assert.True(IsWithin(member.Value, now[member.Key]), $"{member.Key}: {now[member.Key]}"));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Members_of_a_newer_version_are_passed_over(string name)
    {
        var newer = JsonNode.Parse(Golden(name))!.AsObject();
        newer["memberOfTheFuture"] = new JsonObject { ["a"] = 1 };

        Assert.NotNull(JsonSerializer.Deserialize(newer, Samples.TypeOf(name), Bus));
    }

    /// <summary>A part that is kept in a document, such as the request in a job: a replica of this version must not take anything away.</summary>
    [Theory]
    [InlineData(typeof(ImageRequest))]
    [InlineData(typeof(InputImage))]
    [InlineData(typeof(GeneratedImage))]
    [InlineData(typeof(GenerationError))]
    public void Members_of_a_newer_version_stay_in_a_document_and_are_passed_over_on_the_bus(Type part)
    {
        var newer = JsonSerializer.SerializeToNode(Samples.PartOf(part), part, DocumentJson.Options)!.AsObject();
        newer["memberOfTheFuture"] = new JsonObject { ["a"] = 1.50m, ["b"] = null };

        var read = JsonSerializer.Deserialize(newer, part, DocumentJson.Options);
        var onTheBus = JsonSerializer.SerializeToNode(read, part, Bus)!.AsObject();

        Assert.Equal(newer.ToJsonString(), JsonSerializer.SerializeToNode(read, part, DocumentJson.Options)!.ToJsonString());
        Assert.Equal(Text(JsonSerializer.SerializeToNode(Samples.PartOf(part), part, Bus)), Text(onTheBus));
        Assert.NotNull(JsonSerializer.Deserialize(newer, part, Bus));
    }

    /// <summary>What waits in a document's outbox was written before it was put on the bus, perhaps by an older version.</summary>
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void An_outbox_reads_both_too(string name)
    {
        foreach (var file in new[] { name, name + ".oldest" })
        {
            var body = JsonSerializer.Deserialize<JsonElement>(Golden(file), DocumentJson.Options);
            var message = MessageTypes.Read(new OutboxEntry(Guid.NewGuid(), name, name, body));

            var onTheBus = JsonNode.Parse(Text(JsonSerializer.SerializeToNode(message, message.GetType(), Bus)));
            Assert.True(IsWithin(JsonNode.Parse(Golden(file)), onTheBus), file);
        }
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Exchanges_and_types_keep_their_names(string name)
    {
        Assert.Equal($"ImageGen.Contracts:{name}", new RabbitMqMessageNameFormatter().GetMessageName(Samples.TypeOf(name)));
        Assert.Equal($"urn:message:ImageGen.Contracts:{name}", MessageUrn.ForTypeString(Samples.TypeOf(name)));
    }

    /// <summary>A member that no sample sets is in no golden file, and its form is not frozen.</summary>
    [Fact]
    public void Every_member_is_in_some_golden_file()
    {
        var unset = new HashSet<string>();
        var set = new HashSet<string>();
        foreach (var message in Samples.Messages)
            Look(message);
        Assert.Empty(unset.Except(set));

        void Look(object part)
        {
            foreach (var property in part.GetType().GetProperties().Where(property => property.CanWrite))
            {
                var value = property.GetValue(part);
                var type = property.PropertyType;
                var isDefault = value is null or ICollection { Count: 0 } || (type.IsValueType && value.Equals(Activator.CreateInstance(type)));
                (isDefault ? unset : set).Add($"{part.GetType().Name}.{property.Name}");
                object?[] parts = value is IEnumerable<object> many ? [.. many] : [value];
                foreach (var inner in parts.OfType<object>().Where(inner => inner.GetType().Namespace == typeof(ImageRequest).Namespace))
                    Look(inner);
            }
        }
    }

    /// <summary>Everything that is in the one is in the other; the other may have more members.</summary>
    private static bool IsWithin(JsonNode? less, JsonNode? more) => (less, more) switch
    {
        (JsonObject a, JsonObject b) => a.All(member => IsWithin(member.Value, b[member.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => IsWithin(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(less, more),
    };

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json"));

    private static string Text(JsonNode? json) => json!.ToJsonString(Readable) + "\n";
}
