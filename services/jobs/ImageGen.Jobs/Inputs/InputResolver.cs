using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults;

namespace ImageGen.Jobs;

/// <summary>Finds the pictures that a request names and checks each against what its model takes, so that nothing unsuitable is ever paid for.</summary>
internal sealed class InputResolver(OwnPictures pictures, ModelCatalogue catalogue)
{
    /// <returns>The order, with where its pictures are.</returns>
    /// <exception cref="ProblemException">422, naming every picture that is wrong; 503 where our store does not say.</exception>
    public async Task<NewJob> ResolveAsync(string owner, NewJob order, CancellationToken cancellationToken)
    {
        var request = order.Request;
        if (!catalogue.TryGet(request.Model, out var model))
            throw new InvalidOperationException($"{request.Model} was in the catalogue a moment ago.");
        var errors = new RequestErrors();
        var found = await Task.WhenAll(request.References.Select(text => FindAsync(owner, text, cancellationToken)));
        for (var i = 0; i < found.Length; i++)
            Judge(found[i], FormattableString.Invariant($"/references/{i}"), picture => InputRules.Problem(model, picture), errors);
        var mask = request.Mask is null ? null : await pictures.MaskAsync(owner, request.Mask, cancellationToken);
        if (mask is not null)
            Judge(mask, "/mask", picture => InputRules.MaskProblem(model, picture, found.FirstOrDefault()?.Picture), errors);
        errors.ThrowIfAny();
        return order with { Request = request with { Inputs = [.. found.Select(input => input.Picture!)], MaskInput = mask?.Picture } };
    }

    private async Task<FoundInput> FindAsync(string owner, string text, CancellationToken cancellationToken) =>
        text.Contains(':', StringComparison.Ordinal)
            ? InputLink.Problem(text) is { } problem ? FoundInput.Wrong(problem) : FoundInput.Of(new InputImage { Url = text })
            : await pictures.FindAsync(owner, text, cancellationToken);

    private static void Judge(FoundInput found, string pointer, Func<InputImage, string?> rule, RequestErrors errors)
    {
        if (found.Picture is not { } picture)
            errors.Add(pointer, found.Problem!, found.Code);
        else if (rule(picture) is { } problem)
            errors.Add(pointer, problem, FoundInput.Unsuitable);
    }
}
