using System.Text.RegularExpressions;

namespace ImageGen.Jobs.Templates;

/// <summary>A text with <c>{variables}</c>; <c>{{</c> and <c>}}</c> are braces. It is read once: braces in a value are only braces.</summary>
internal static partial class TemplateText
{
    /// <summary>The names in the order in which they come, each once.</summary>
    public static IEnumerable<string> VariablesOf(string text) => Marks().Matches(text).Select(mark => mark.Groups["name"]).Where(name => name.Success)
        .Select(name => name.Value).Distinct(StringComparer.Ordinal);

    /// <returns>What is wrong with it, or null.</returns>
    public static string? Problem(string text)
    {
        foreach (Match mark in Marks().Matches(text))
        {
            var place = FormattableString.Invariant($"at character {mark.Index + 1}");
            if (mark.Value is "{" or "}")
                return $"There is a brace without its other half {place}: write {{{{ or }}}} for a brace that is meant as one.";
            if (mark.Groups["name"] is { Success: true, Value: var name } && !IsName(name))
                return $"There is no variable of this name {place}: a name has 1 to 40 letters, digits and underscores and does not begin with a digit. Write {{{{ and }}}} for braces that are meant as such.";
        }

        return null;
    }

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <param name="value">Of a variable, by its name.</param>
    public static string Fill(string text, Func<string, string> value) => Marks().Replace(text, mark => mark.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ => value(mark.Groups["name"].Value),
    });

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[^{}]*)\}|[{}]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{M}\p{Nd}_]{0,39}\z")]
    private static partial Regex Name();
}
