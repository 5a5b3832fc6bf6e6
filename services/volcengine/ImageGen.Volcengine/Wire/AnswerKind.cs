using System.Text;

namespace ImageGen.Volcengine.Wire;

/// <summary>What an answer is by its first bytes.</summary>
internal enum AnswerKind
{
    /// <summary>A JSON document.</summary>
    Document,

    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>A page.</summary>
    Markup,

    /// <summary>Text in UTF-16, which says what it is when it is all there.</summary>
    Wide,

    Other,
}

internal static class AnswerKinds
{
    private static readonly byte[][] Fields = [.. new[] { ":", "data:", "event:", "id:", "retry:" }.Select(Encoding.ASCII.GetBytes)];

    /// <returns>Null where more bytes are needed.</returns>
    public static AnswerKind? Of(ReadOnlySpan<byte> head)
    {
        if (head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            return AnswerKind.Wide;
        var text = (head.StartsWith(Encoding.UTF8.Preamble) ? head[Encoding.UTF8.Preamble.Length..] : head).TrimStart(" \t\r\n\0"u8);
        if (text.IsEmpty || (text.Length < 3 && Encoding.UTF8.Preamble.StartsWith(text)))
            return null;
        switch (text[0])
        {
            case (byte)'{' or (byte)'[':
                return AnswerKind.Document;
            case (byte)'<':
                return AnswerKind.Markup;
        }

        var undecided = false;
        foreach (var field in Fields)
        {
            if (text.StartsWith(field))
                return AnswerKind.Events;
            undecided |= field.AsSpan().StartsWith(text);
        }

        return undecided ? null : AnswerKind.Other;
    }
}
