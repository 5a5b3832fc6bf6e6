using MongoDB.Bson.Serialization.Attributes;

namespace ImageGen.Persistence.Mongo;

/// <summary>A document as MongoDB holds it: <c>{_id, version, opId, declared fields, body}</c>.</summary>
/// <param name="Fields">Those that have a value, a <see cref="long"/> or a <see cref="string"/>. The others are left out, so that unique keys are sparse.</param>
/// <param name="Body">JSON in UTF-8; in the database a sub-document that people can read.</param>
[BsonSerializer(typeof(EnvelopeSerializer))]
internal sealed record Envelope(string Id, long Version, string OpId, IReadOnlyList<FieldValue> Fields, ReadOnlyMemory<byte> Body);
