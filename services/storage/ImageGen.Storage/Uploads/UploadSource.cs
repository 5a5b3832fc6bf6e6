using ImageGen.ServiceDefaults;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Images;
using ImageGen.Storage.Pictures;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Storage.Uploads;

/// <summary>Where an upload comes from: the request, or a picture that the caller has had made.</summary>
internal sealed class UploadSource(CopyStore copies, ImageContents contents)
{
    /// <param name="image">The id of a picture, or null.</param>
    /// <returns>Seekable, at its start; goes with the stream.</returns>
    /// <exception cref="ProblemException">4xx, or 503 where the store does not give the picture.</exception>
    public Task<FileStream> OpenAsync(HttpRequest request, string owner, string? image, CancellationToken cancellationToken)
    {
        if (image is null)
            return UploadBody.ReadAsync(request, cancellationToken);
        return request.ContentLength > 0
            ? throw new ProblemException(400, "body_not_expected", "A request with ?image= has no body: the picture is the one named there.")
            : CopyAsync(owner, image, cancellationToken);
    }

    private async Task<FileStream> CopyAsync(string owner, string id, CancellationToken cancellationToken)
    {
        var copy = (await copies.FindAsync(id, cancellationToken))?.Body;
        if (copy?.Owner != owner || copy.Picture is null)
            throw new ProblemException(404, "image_not_found", "There is no such picture, or it is not stored.");
        var original = await contents.ChooseAsync(copy, variant: null, cancellationToken);
        await using var found = await contents.OpenAsync(original, range: null, cancellationToken);
        var file = TemporaryFile.Create();
        try
        {
            await found.Stream.CopyToAsync(file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
