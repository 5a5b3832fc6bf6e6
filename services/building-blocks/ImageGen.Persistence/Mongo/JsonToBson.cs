using System.Globalization;
using System.Text;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using JsonTokenType = System.Text.Json.JsonTokenType;

namespace ImageGen.Persistence.Mongo;

internal static class JsonToBson
{
    /// <summary>Writes a JSON object as a BSON document that <see cref="BsonToJson"/> turns into the same JSON again.</summary>
    public static void Write(ReadOnlySpan<byte> json, IBsonWriter writer)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartDocument();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndDocument();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WriteName(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    writer.WriteString(reader.GetString()!);
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    writer.WriteBoolean(reader.GetBoolean());
                    break;
                case JsonTokenType.Number:
                    WriteNumber(Encoding.ASCII.GetString(reader.ValueSpan), writer);
                    break;
                default:
                    writer.WriteNull();
                    break;
            }
        }
    }

    /// <summary>Takes the plainest kind that gives back the same digits: 1 is not 1.0, and 1.10 is a price.</summary>
    private static void WriteNumber(string digits, IBsonWriter writer)
    {
        if (long.TryParse(digits, CultureInfo.InvariantCulture, out var whole) && Same(whole, digits))
        {
            if (whole is >= int.MinValue and <= int.MaxValue) writer.WriteInt32((int)whole);
            else writer.WriteInt64(whole);
        }
        else if (double.TryParse(digits, CultureInfo.InvariantCulture, out var fraction) && Same(fraction, digits))
        {
            writer.WriteDouble(fraction);
        }
        else
        {
            writer.WriteDecimal128(Decimal128.Parse(digits));
        }
    }

    private static bool Same<TNumber>(TNumber number, string digits) where TNumber : IFormattable =>
        number.ToString(null, CultureInfo.InvariantCulture) == digits;
}
