using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Audit;

/// <summary>With which parameters a job was asked for, in words of the public API. Pure.</summary>
internal static class AuditDetails
{
    private const int LongestText = 4000;

    public static IReadOnlyDictionary<string, string> Of(Job job, PromptRecord prompts)
    {
        var request = job.Request;
        var details = new Dictionary<string, string?>
        {
            ["owner"] = job.Owner,
            ["model"] = request.Model,
            ["size"] = request.SizeTier ?? (request.Width is null ? null : Invariant($"{request.Width}x{request.Height}")),
            ["count"] = Invariant($"{request.Count}"),
            ["seed"] = Text(request.Seed),
            ["steps"] = Text(request.Steps),
            ["guidance_scale"] = Text(request.GuidanceScale),
            ["style"] = request.Style,
            ["references"] = request.References.Count == 0 ? null : string.Join(' ', request.References.Select(WithoutSecrets)),
            ["mask"] = request.Mask is null ? null : WithoutSecrets(request.Mask),
            ["strength"] = Text(request.Strength),
            ["group"] = request.Group ? "true" : null,
            ["priority"] = job.Priority,
            ["title"] = job.Title,
        };
        AddPrompt(details, "prompt", job.WrittenPrompt ?? request.Prompt, prompts);
        AddPrompt(details, "negative_prompt", request.NegativePrompt, prompts);
        foreach (var (name, value) in request.Options)
            details["options." + name] = value.GetRawText();
        return Given(details);
    }

    /// <returns>Those that there are, each at most 4000 characters.</returns>
    public static IReadOnlyDictionary<string, string> Given(IEnumerable<KeyValuePair<string, string?>> details) =>
        details.Where(detail => detail.Value is not null).ToDictionary(detail => detail.Key, detail => ShortText.Of(detail.Value!, LongestText));

    private static void AddPrompt(Dictionary<string, string?> details, string name, string? text, PromptRecord prompts)
    {
        if (string.IsNullOrEmpty(text) || prompts == PromptRecord.None)
            return;
        if (prompts == PromptRecord.Hashed)
            details[name + "_sha256"] = PromptHash.Of(text);
        else
            details[name] = text;
    }

    /// <summary>What follows the path of a link may be a signature that opens it.</summary>
    private static string WithoutSecrets(string reference) => reference.IndexOfAny(['?', '#']) is >= 0 and var end ? reference[..end] : reference;

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
