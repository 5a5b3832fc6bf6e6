using MongoDB.Bson.Serialization.Attributes;

namespace ImageGen.Persistence.Mongo;

/// <summary>A document as MongoDB holds it: <c>{_id, version, opId, shape, declared fields, body}</c>.</summary>
/// <param name="Fields">Those that have a value, a <see cref="long"/>, a <see cref="string"/> or numbers, which are written and not read. The others are left out, so that keys are sparse.</param>
/// <param name="Body">JSON in UTF-8; in the database a sub-document that people can read.</param>
[BsonSerializer(typeof(EnvelopeSerializer))]
internal sealed record Envelope(string Id, long Version, string OpId, IReadOnlyList<FieldValue> Fields, ReadOnlyMemory<byte> Body)
{
    /// <summary>The id of the <see cref="DocumentShape"/> of whoever wrote it; null from before there were shapes.</summary>
    public string? Shape { get; init; }

    /// <summary>Why a part of it could not be read: somebody else wrote it.</summary>
    public Exception? Fault { get; init; }

    public RawDocument Raw => new(Id, Version, Body, Fault);

    public object? Value(string field)
    {
        foreach (var (name, value) in Fields)
        {
            if (name == field) return value;
        }

        return null;
    }
}
