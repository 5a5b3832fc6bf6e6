using ImageGen.Catalogue;

namespace ImageGen.Jobs;

/// <summary>The optional parameters: what a model takes, and in which range, is data.</summary>
internal static class ParameterRules
{
    public static void Check(CreateJobRequest request, ModelProfile model, RequestErrors errors)
    {
        foreach (var (name, value) in Given(request))
        {
            if (!model.Parameters.TryGetValue(name, out var rule))
                errors.Add("/" + name, $"{model.Id} does not take {name}.", "parameter_not_supported");
            else if (Measure(value) is var measure && (measure < rule.Min || measure > rule.Max))
                errors.Add("/" + name, $"{name} {Verb(value)} {Range(rule)} for {model.Id}.");
        }
    }

    private static IEnumerable<(string Name, object Value)> Given(CreateJobRequest request)
    {
        (string, object?)[] all =
        [
            ("negative_prompt", request.NegativePrompt), ("seed", request.Seed), ("steps", request.Steps),
            ("guidance_scale", request.GuidanceScale), ("style", request.Style), ("references", request.References),
            ("mask", request.Mask), ("strength", request.Strength),
        ];
        return all.Where(parameter => parameter.Item2 is not null).Select(parameter => (parameter.Item1, parameter.Item2!));
    }

    /// <summary>Numbers by their value, texts by their characters, lists by their length.</summary>
    private static double Measure(object value) => value switch
    {
        string text => text.EnumerateRunes().Count(),
        IReadOnlyList<string> list => list.Count,
        long number => number,
        int number => number,
        double number => number,
        _ => throw new ArgumentException($"A parameter has the unexpected type {value.GetType()}.", nameof(value)),
    };

    private static string Verb(object value) => value switch
    {
        string => "has",
        IReadOnlyList<string> => "holds",
        _ => "is",
    };

    private static string Range(ParameterRule rule) => (rule.Min, rule.Max) switch
    {
        (null, { } max) => FormattableString.Invariant($"at most {max}"),
        ({ } min, null) => FormattableString.Invariant($"at least {min}"),
        var (min, max) => FormattableString.Invariant($"{min} to {max}"),
    };
}
