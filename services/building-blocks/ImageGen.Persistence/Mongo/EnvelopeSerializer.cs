using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace ImageGen.Persistence.Mongo;

/// <summary>
/// Goes from JSON to BSON and back without a tree in between. Reading never fails: what we would not have written becomes a fault of its
/// document, since an exception would take the whole answer along.
/// </summary>
internal sealed class EnvelopeSerializer : SerializerBase<Envelope>
{
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Envelope value)
    {
        var writer = context.Writer;
        writer.WriteStartDocument();
        writer.WriteString("_id", value.Id);
        writer.WriteInt64("version", value.Version);
        writer.WriteString("opId", value.OpId);
        if (value.Shape is not null) writer.WriteString("shape", value.Shape);
        foreach (var field in value.Fields)
        {
            Write(field, writer);
        }

        writer.WriteName("body");
        JsonToBson.Write(value.Body.Span, writer);
        writer.WriteEndDocument();
    }

    private static void Write(FieldValue field, IBsonWriter writer)
    {
        writer.WriteName(field.Field);
        switch (field.Value)
        {
            case long number:
                writer.WriteInt64(number);
                break;
            case long[] numbers:
                writer.WriteStartArray();
                foreach (var number in numbers) writer.WriteInt64(number);
                writer.WriteEndArray();
                break;
            case var text:
                writer.WriteString((string)text!);
                break;
        }
    }

    public override Envelope Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var (id, version, operation, shape, body, fields) = ("", (long?)null, "", (string?)null, ReadOnlyMemory<byte>.Empty, new List<FieldValue>());
        Exception? fault = null;
        var reader = context.Reader;
        reader.ReadStartDocument();
        while (reader.ReadBsonType() != BsonType.EndOfDocument)
        {
            switch (reader.ReadName(Utf8NameDecoder.Instance))
            {
                case "_id":
                    id = TextOf(BsonValueSerializer.Instance.Deserialize(context));
                    break;
                case "version":
                    version = ReadValue(context) as long?;
                    break;
                case "body":
                    body = ReadBody(reader, ref fault);
                    break;
                case var name:
                    var value = ReadValue(context);
                    if (name == "opId") operation = value as string ?? "";
                    else if (name == "shape") shape = value as string;
                    else if (value is not null) fields.Add(new FieldValue(name, value));
                    break;
            }
        }

        reader.ReadEndDocument();
        if (version is null) fault ??= new JsonException("The version is no number.");
        return new Envelope(id, version ?? 0, operation, fields, body) { Shape = shape, Fault = fault };
    }

    /// <summary>An id as it is shown; ours are text.</summary>
    public static string TextOf(BsonValue id) => id.IsString ? id.AsString : id.ToString() ?? "";

    /// <summary>We write text and 64 bits; a person who repaired a document in a shell may have written another kind of number.</summary>
    private static object? ReadValue(BsonDeserializationContext context)
    {
        var reader = context.Reader;
        switch (reader.CurrentBsonType)
        {
            case BsonType.String:
                return reader.ReadString();
            case BsonType.Int32:
                return (long)reader.ReadInt32();
            case BsonType.Int64:
                return reader.ReadInt64();
            case BsonType.Double:
                return (long)reader.ReadDouble();
            default:
                reader.SkipValue();
                return null;
        }
    }

    private static ReadOnlyMemory<byte> ReadBody(IBsonReader reader, ref Exception? fault)
    {
        var begin = reader.GetBookmark();
        try
        {
            return BsonToJson.Read(reader);
        }
        catch (Exception error)
        {
            fault = error;
            reader.ReturnToBookmark(begin);
            reader.SkipValue();
            return ReadOnlyMemory<byte>.Empty;
        }
    }
}
