using System.Globalization;
using ImageGen.Auditing;
using ImageGen.Jobs.Domain;

namespace ImageGen.Jobs.Audit;

/// <summary>With which parameters a job was asked for, in words of the public API. Pure.</summary>
internal static class AuditDetails
{
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
        foreach (var (name, text) in (KeyValuePair<string, string?>[])[prompts.Detail("prompt", job.WrittenPrompt ?? request.Prompt), prompts.Detail("negative_prompt", request.NegativePrompt)])
            details[name] = text;
        foreach (var (name, value) in request.Options)
            details["options." + name] = value.GetRawText();
        return EntryDetails.Given(details);
    }

    /// <summary>What follows the path of a link may be a signature that opens it.</summary>
    private static string WithoutSecrets(string reference) => reference.IndexOfAny(['?', '#']) is >= 0 and var end ? reference[..end] : reference;

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
