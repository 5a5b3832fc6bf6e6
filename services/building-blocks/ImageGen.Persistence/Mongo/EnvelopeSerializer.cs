using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace ImageGen.Persistence.Mongo;

/// <summary>Goes from JSON to BSON and back without a tree in between.</summary>
internal sealed class EnvelopeSerializer : SerializerBase<Envelope>
{
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Envelope value)
    {
        var writer = context.Writer;
        writer.WriteStartDocument();
        writer.WriteString("_id", value.Id);
        writer.WriteInt64("version", value.Version);
        writer.WriteString("opId", value.OpId);
        foreach (var field in value.Fields)
        {
            if (field.Value is long number) writer.WriteInt64(field.Field, number);
            else writer.WriteString(field.Field, (string)field.Value);
        }

        writer.WriteName("body");
        JsonToBson.Write(value.Body.Span, writer);
        writer.WriteEndDocument();
    }

    public override Envelope Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var (id, version, operation, body, fields) = ("", 0L, "", ReadOnlyMemory<byte>.Empty, new List<FieldValue>());
        var reader = context.Reader;
        reader.ReadStartDocument();
        while (reader.ReadBsonType() != BsonType.EndOfDocument)
        {
            switch (reader.ReadName(Utf8NameDecoder.Instance))
            {
                case "_id":
                    id = reader.ReadString();
                    break;
                case "version":
                    version = ReadNumber(reader);
                    break;
                case "opId":
                    operation = reader.ReadString();
                    break;
                case "body":
                    body = BsonToJson.Read(reader);
                    break;
                case var name when reader.CurrentBsonType == BsonType.String:
                    fields.Add(new FieldValue(name, reader.ReadString()));
                    break;
                case var name when reader.CurrentBsonType is BsonType.Int32 or BsonType.Int64 or BsonType.Double:
                    fields.Add(new FieldValue(name, ReadNumber(reader)));
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        reader.ReadEndDocument();
        return new Envelope(id, version, operation, fields, body);
    }

    /// <summary>We write 64 bits; a person who repaired a document in a shell may have written another kind.</summary>
    private static long ReadNumber(IBsonReader reader) => reader.CurrentBsonType switch
    {
        BsonType.Int32 => reader.ReadInt32(),
        BsonType.Double => (long)reader.ReadDouble(),
        _ => reader.ReadInt64(),
    };
}
