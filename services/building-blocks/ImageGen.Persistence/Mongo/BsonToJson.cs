using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ImageGen.Persistence.Mongo;

internal static class BsonToJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Plain JSON: numbers are numbers, not <c>{"$numberLong": "1"}</c>.</summary>
    public static ReadOnlyMemory<byte> Read(IBsonReader reader)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Copy(reader, writer);
        }

        return buffer.WrittenMemory;
    }

    private static void Copy(IBsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.GetCurrentBsonType())
        {
            case BsonType.Document:
                reader.ReadStartDocument();
                writer.WriteStartObject();
                while (reader.ReadBsonType() != BsonType.EndOfDocument)
                {
                    writer.WritePropertyName(reader.ReadName(Utf8NameDecoder.Instance));
                    Copy(reader, writer);
                }

                reader.ReadEndDocument();
                writer.WriteEndObject();
                break;
            case BsonType.Array:
                reader.ReadStartArray();
                writer.WriteStartArray();
                while (reader.ReadBsonType() != BsonType.EndOfDocument) Copy(reader, writer);
                reader.ReadEndArray();
                writer.WriteEndArray();
                break;
            case BsonType.String:
                writer.WriteStringValue(reader.ReadString());
                break;
            case BsonType.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            case BsonType.Int32:
                writer.WriteNumberValue(reader.ReadInt32());
                break;
            case BsonType.Int64:
                writer.WriteNumberValue(reader.ReadInt64());
                break;
            case BsonType.Double:
                writer.WriteNumberValue(reader.ReadDouble());
                break;
            case BsonType.Decimal128:
                writer.WriteRawValue(reader.ReadDecimal128().ToString(), skipInputValidation: true);
                break;
            case BsonType.Null:
                reader.ReadNull();
                writer.WriteNullValue();
                break;
            case var other:
                throw new JsonException($"A body holds a {other}, which JSON can't say. It was not written by us.");
        }
    }
}
