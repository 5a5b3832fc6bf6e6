using System.Buffers;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Storage.Uploads;

/// <summary>Takes the picture out of a request: its body, or the part <c>file</c> of a form.</summary>
internal static class UploadBody
{
    private const string FilePart = "file";

    /// <summary>RFC 2046, 5.1.1.</summary>
    private const int LongestBoundary = 70;

    private const int BlockSize = 64 << 10;

    /// <summary>Room on the disk is asked for anew each time so many bytes came: others come as well.</summary>
    private const int AskEach = 1 << 20;

    /// <param name="most">Of the picture, bytes; whole mebibytes.</param>
    /// <returns>Seekable, at its start; goes with the stream.</returns>
    /// <exception cref="ProblemException">400, 413, 415 or 422.</exception>
    /// <exception cref="DocumentStoreFullException">Room on the disk has run out meanwhile.</exception>
    public static async Task<FileStream> ReadAsync(HttpRequest request, int most, SpoolSpace space, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return await TakeAsync(request.Body, most, space, cancellationToken);
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await FromFormAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), most, space, cancellationToken);
        if (type.Type.Equals("image", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            return await TakeAsync(request.Body, most, space, cancellationToken);
        throw new ProblemException(415, "unsupported_media_type", "Send the picture itself as image/…, or a form (multipart/form-data) with a part called file.");
    }

    private static async Task<FileStream> FromFormAsync(HttpRequest request, string boundary, int most, SpoolSpace space, CancellationToken cancellationToken)
    {
        if (boundary.Length is 0 or > LongestBoundary)
            throw Malformed(FormattableString.Invariant($"its boundary has 1 to {LongestBoundary} characters"));
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            var part = await reader.ReadNextSectionAsync(cancellationToken) ?? throw Missing();
            CheckIsFile(part);
            var file = await TakeAsync(part.Body, most, space, cancellationToken);
            try
            {
                return await reader.ReadNextSectionAsync(cancellationToken) is not { } other ? file : throw Unexpected(other);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException && !DiskFull.Is(error))
        {
            throw Malformed("it is damaged or cut off");
        }
    }

    private static async Task<FileStream> TakeAsync(Stream source, int most, SpoolSpace space, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        var file = TemporaryFile.Create();
        try
        {
            while (await source.ReadAsync(block, cancellationToken) is var read and > 0)
            {
                if (file.Length + read > most)
                    throw new ProblemException(413, "body_too_large", $"A picture has at most {most >> 20} MiB ({most} bytes).");
                if ((file.Length + read) / AskEach > file.Length / AskEach)
                    space.Require();
                await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
            if (file.Length == 0)
                throw new ProblemException(422, "file_missing", "The request holds no picture.");
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static void CheckIsFile(MultipartSection part)
    {
        if (NameOf(part) != FilePart)
            throw Missing();
    }

    private static string NameOf(MultipartSection part) => HeaderUtilities.RemoveQuotes(part.GetContentDispositionHeader()?.Name ?? default).ToString();

    private static ProblemException Malformed(string why) => new(400, "malformed_form", $"The form can not be read: {why}.");

    private static ProblemException Missing() =>
        new(422, "file_missing", "The form needs exactly one part, called file.") { Errors = [new ProblemError("/file", "is missing")] };

    private static ProblemException Unexpected(MultipartSection part)
    {
        var name = NameOf(part);
        return new ProblemException(422, "unexpected_part", "The form needs exactly one part, called file.") { Errors = [new ProblemError("/" + name, "is not expected")] };
    }
}
