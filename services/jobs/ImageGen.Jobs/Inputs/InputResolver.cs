using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Inputs;

/// <summary>Finds the pictures that a request names and checks each against what its model takes, so that nothing unsuitable is ever paid for.</summary>
internal sealed class InputResolver(OwnPictures pictures)
{
    /// <summary>More characters than any id of ours has.</summary>
    private const int LongestId = 64;

    // How the base64 of a PNG, a JPEG, a WebP and a GIF begins.
    private static readonly string[] InlineBeginnings = ["iVBORw0KGgo", "/9j/", "UklGR", "R0lGOD"];

    /// <param name="request">What is asked for.</param>
    /// <param name="model">What it is for.</param>
    /// <param name="seen">What was looked up before, for the same caller.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <returns>The request, with where its pictures are.</returns>
    /// <exception cref="ProblemException">422, naming every picture that is wrong; 503 where our store does not say.</exception>
    public async Task<ImageRequest> ResolveAsync(ImageRequest request, ModelProfile model, Seen<FoundInput> seen, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var found = await Task.WhenAll(request.References.Select(text => FindAsync(text, seen, cancellationToken)));
        for (var i = 0; i < found.Length; i++)
            Judge(found[i], FormattableString.Invariant($"/references/{i}"), picture => InputRules.Problem(model, picture), errors);
        var mask = request.Mask is null ? null : await FindMaskAsync(request.Mask.Trim(), seen, cancellationToken);
        if (mask is not null)
            Judge(mask, "/mask", picture => InputRules.MaskProblem(model, picture, found.FirstOrDefault()?.Picture), errors);
        errors.ThrowIfAny();
        return request with { Inputs = [.. found.Select(input => input.Picture!)], MaskInput = mask?.Picture };
    }

    private async Task<FoundInput> FindAsync(string reference, Seen<FoundInput> seen, CancellationToken cancellationToken)
    {
        var text = reference.Trim();
        return IsInline(text) ? InputLink.Inline
            : text.Contains(':', StringComparison.Ordinal) ? InputLink.Read(text)
            : await seen.FindAsync(text, () => pictures.FindAsync(text, cancellationToken));
    }

    private async Task<FoundInput> FindMaskAsync(string text, Seen<FoundInput> seen, CancellationToken cancellationToken) =>
        IsInline(text) || text.Contains(':', StringComparison.Ordinal)
            ? FoundInput.Wrong("A mask is the id of an upload: send it to POST /api/v1/uploads?purpose=mask first.")
            : await seen.FindAsync("mask " + text, () => pictures.MaskAsync(text, cancellationToken));

    /// <summary>Whether somebody has put a picture's bytes where its name belongs.</summary>
    private static bool IsInline(string text) =>
        (text.Length > LongestId && !text.Contains(':', StringComparison.Ordinal))
        || InlineBeginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal));

    private static void Judge(FoundInput found, string pointer, Func<InputImage, string?> rule, RequestErrors errors)
    {
        if (found.Picture is not { } picture)
            errors.Add(pointer, found.Problem!, found.Code);
        else if (rule(picture) is { } problem)
            errors.Add(pointer, problem, FoundInput.Unsuitable);
    }
}
