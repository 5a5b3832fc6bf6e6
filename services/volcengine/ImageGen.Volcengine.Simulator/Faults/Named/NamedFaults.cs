using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>All faults that have a name, and how a prompt asks for one: <c>[[gz]]</c>, <c>[[html-403]]</c>, <c>[[pic-html--8]]</c>.</summary>
internal static partial class NamedFaults
{
    private static readonly FrozenDictionary<string, NamedFault> Table = new[]
    {
        CodingFaults.All, PageFaults.All, DocumentFaults.All, RefusalFaults.All, ByteFaults.All, StreamFaults.All, PictureFaults.All,
    }.SelectMany(table => table).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>For the documents, in their order.</summary>
    public static IEnumerable<string> Names => Table.Keys.Order(StringComparer.Ordinal);

    /// <param name="name">With or without a number at its end, as it is in the table.</param>
    public static AskedFault? Find(string name)
    {
        if (Table.TryGetValue(name, out var exact))
            return new AskedFault(exact, Number: null);
        return Numbered().Match(name) is { Success: true } match && Table.TryGetValue(match.Groups["name"].Value + "-N", out var numbered)
            ? new AskedFault(numbered, int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>What a prompt asks for at a point, each with how many calls it is to hit; -1 is without end.</summary>
    public static IEnumerable<(string Marker, string Name, int Times)> In(string prompt, FaultPoint point)
    {
        foreach (Match match in Markers().Matches(prompt))
        {
            var name = match.Groups["name"].Value;
            if (Find(name) is not { } asked || !asked.Fault.Points.Contains(point))
                continue;
            var times = match.Groups["times"] is { Success: true, ValueSpan: var number } ? int.Parse(number, CultureInfo.InvariantCulture) : asked.Fault.Times;
            yield return (match.Value, name, times);
        }
    }

    [GeneratedRegex(@"\[\[(?<name>[a-z0-9]+(-[a-z0-9]+)*)(--(?<times>[0-9]{1,6}))?\]\]", RegexOptions.CultureInvariant)]
    private static partial Regex Markers();

    [GeneratedRegex(@"\A(?<name>.+)-(?<number>[0-9]{1,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
