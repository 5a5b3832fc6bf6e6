using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Jobs.Create;

/// <summary>
/// Reads a whole number of any length: one that is too large becomes the largest, so that the rule of its member can say which range there
/// is. Other programs have seeds of 64 bits.
/// </summary>
internal sealed class WholeNumber<T> : JsonConverter<T> where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException();
        var text = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        var isNegative = text[0] == (byte)'-';
        if (text[(isNegative ? 1 : 0)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw new JsonException();
        return isNegative ? T.MinValue : T.MaxValue;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture));
}
