using System.Globalization;

namespace ImageGen.Volcengine.Tasks;

/// <summary>A part of an attempt: one paid call and the places it fills.</summary>
internal sealed record TaskPart(string Id, IReadOnlyList<int> Indices)
{
    /// <summary>
    /// Cuts an attempt into calls. The number of a part follows from the places themselves, never from their position in the
    /// message, so every command about an attempt means the same parts.
    /// </summary>
    /// <param name="group">One call makes all pictures; else each is a call of its own.</param>
    public static IReadOnlyList<TaskPart> Of(string jobId, int attempt, IEnumerable<int> indices, bool group) =>
    [
        .. indices.Distinct().Order().GroupBy(index => group ? 0 : index)
            .Select(part => new TaskPart(string.Create(CultureInfo.InvariantCulture, $"{jobId}:{attempt}:{part.Key}"), [.. part])),
    ];
}
