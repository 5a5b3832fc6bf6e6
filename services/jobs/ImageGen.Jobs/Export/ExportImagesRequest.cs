using System.ComponentModel;
using System.Text.Json;
using ImageGen.Jobs.Inputs;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.Jobs.Export;

internal sealed record ExportImagesRequest(
    [property: Description("Ids of pictures, 1 to 10000, in the place of a filter. In a form as well with blanks or line ends between them.")] IReadOnlyList<string>? Ids = null)
{
    private const int Most = 10_000;
    private const int LongestId = 100;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', ','];

    /// <summary>Of JSON, or of a form, which a page can send so that the browser takes the answer for a download.</summary>
    /// <returns>The ids that are asked for, each once; null where a filter decides.</returns>
    /// <exception cref="ProblemException">400 or 422.</exception>
    /// <exception cref="BadHttpRequestException">The body can not be read.</exception>
    public static async Task<IReadOnlyList<string>?> ReadIdsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var ids = request.HasFormContentType ? await OfFormAsync(request, cancellationToken)
            : request.HasJsonContentType() ? (await OfJsonAsync(request, cancellationToken))?.Ids
            : null;
        if (ids is null)
            return null;
        RequestErrors.ThrowUnless(ids.Count is > 0 and <= Most, "/ids", FormattableString.Invariant($"ids names 1 to {Most} pictures."));
        RequestErrors.ThrowUnless(ids.All(id => id is { Length: > 0 and <= LongestId }), "/ids", FormattableString.Invariant($"An id has 1 to {LongestId} characters."));
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private static async Task<ExportImagesRequest?> OfJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<ExportImagesRequest>(cancellationToken);
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException("The body is no such JSON.", StatusCodes.Status400BadRequest, error);
        }
    }

    private static async Task<IReadOnlyList<string>?> OfFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new FormOptions { ValueCountLimit = Most }, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(400, "malformed_form", "The form can not be read.");
        }

        foreach (var name in form.Keys)
            RequestErrors.ThrowUnless(name == "ids", "/" + RequestErrors.Escaped(name), $"'{RequestErrors.Shortened(name)}' is not a member of this request.");
        return form.TryGetValue("ids", out var values)
            ? [.. values.SelectMany(value => (value ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries))]
            : null;
    }
}
