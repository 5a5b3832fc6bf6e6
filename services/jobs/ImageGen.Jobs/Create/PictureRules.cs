using ImageGen.Catalogue;
using ImageGen.Jobs.Inputs;

namespace ImageGen.Jobs.Create;

/// <summary>The pictures a request builds on and those it asks for, as far as they can be counted.</summary>
internal static class PictureRules
{
    /// <returns>How many pictures the job makes.</returns>
    public static int CheckCount(CreateJobRequest request, ModelProfile model, RequestErrors errors)
    {
        var rule = model.Count;
        var count = request.Count ?? rule.Default;
        if (request.Group != true)
        {
            errors.Require(count >= 1 && count <= rule.Max, "/count", Text($"{model.Id} makes 1 to {rule.Max} pictures a job."));
            return count;
        }
        if (rule.GroupMax is not { } most)
        {
            errors.Add("/group", $"{model.Id} makes no groups.", RequestErrors.NotSupported);
            return count;
        }
        var references = request.References?.Count ?? 0;
        if (count < 1 || count > most)
            errors.Add("/count", Text($"{model.Id} makes 1 to {most} pictures in a group."));
        else if (count + references > rule.GroupMaxWithReferences)
            errors.Add("/count", Text($"A group of {count} with {references} references is more than the {rule.GroupMaxWithReferences} pictures of one call of {model.Id}."));
        return count;
    }

    public static void CheckInputs(CreateJobRequest request, ModelProfile model, RequestErrors errors)
    {
        CheckReferences(request.References, model, errors);
        if (model.Mask is null && request.Mask is not null)
            errors.Add("/mask", $"{model.Id} does not take mask.", RequestErrors.NotSupported);
        errors.Require(model.Mask is not { Required: true } || request.Mask is not null, "/mask", $"{model.Id} needs a mask: a picture whose white part is painted anew.");
    }

    private static void CheckReferences(IReadOnlyList<string>? references, ModelProfile model, RequestErrors errors)
    {
        if (model.References is not { } rule)
        {
            if (references is not null)
                errors.Add("/references", $"{model.Id} does not take references.", RequestErrors.NotSupported);
            return;
        }
        var given = references ?? [];
        errors.Require(
            given.Count >= rule.Min && given.Count <= rule.Max,
            "/references",
            Text($"There are {given.Count} references; {model.Id} takes {(rule.Min == rule.Max ? "" : Text($"{rule.Min} to "))}{rule.Max}."));
        for (var i = 0; i < Math.Min(given.Count, rule.Max); i++)
        {
            errors.Require(!string.IsNullOrWhiteSpace(given[i]), Text($"/references/{i}"), "A reference is an https link, or the id of an upload or picture of yours.");
            errors.Require(
                rule.Links || given[i]?.Contains("://", StringComparison.Ordinal) != true, Text($"/references/{i}"), $"{model.Id} takes no links: upload the picture.");
        }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
