using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ObjectStorage;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Requests;

/// <summary>
/// Takes the input pictures of a request out of our own store, so that they can go out with a call; for a model that reads links only
/// it makes links to them, anew for each call, because they expire. Public links are left to the provider. How many bytes all calls
/// together hold is bounded: who asks too early waits.
/// </summary>
internal sealed class ReferenceReader(IObjectStore store, ObjectLinks links, IOptions<VolcengineOptions> options)
{
    // The provider reads them when the task's turn comes; when it has forgotten the task it never will.
    private static readonly TimeSpan LinkLife = TimeSpan.FromMilliseconds(TaskLimits.ProviderForgets);

    private readonly ByteBudget budget = new(options.Value.InputBytesInFlight);

    /// <returns>The pictures, or why there can be no call. A store that can not be reached throws: try again later.</returns>
    public async Task<(CallAttachments Attachments, GenerationError? Refusal)> ReadAsync(
        ModelProfile model, ImageRequest request, CancellationToken cancellationToken)
    {
        var wanted = Wanted(model, request).ToList();
        if (wanted.Count == 0)
            return (CallAttachments.None, null);
        if (wanted.FirstOrDefault(input => !input.IsTaken) is { } wrong)
            return (CallAttachments.None, InputErrors.Format(wrong.Name, wrong.Picture.ContentType, wrong.Formats));

        var sizes = await Task.WhenAll(wanted.Select(async input => (await store.FindAsync(input.Picture.Key!, cancellationToken))?.Length));
        if (Array.FindIndex(sizes, size => size is null) is >= 0 and var missing)
            return (CallAttachments.None, InputErrors.Gone(wanted[missing].Name));
        if (model.Provider.References is { Bytes: null })
            return await LinkAsync(wanted, cancellationToken);
        if (Array.FindIndex(sizes, size => size > options.Value.InputBytesInFlight) is >= 0 and var huge)
            return (CallAttachments.None, InputErrors.TooLarge(wanted[huge].Name));
        return await ReadAsync(wanted, sizes.Sum(size => size!.Value), cancellationToken);
    }

    private async Task<(CallAttachments Attachments, GenerationError? Refusal)> LinkAsync(List<Input> wanted, CancellationToken cancellationToken)
    {
        var items = new List<CallAttachment>();
        foreach (var input in wanted)
        {
            if (await links.CreateAsync(input.Picture.Key!, LinkLife, cancellationToken) is not { } link)
                return (CallAttachments.None, InputErrors.NotReachable(input.Name));
            items.Add(new CallAttachment(input.Name, input.Picture.ContentType!) { Link = link });
        }

        return (new CallAttachments(items), null);
    }

    private async Task<(CallAttachments Attachments, GenerationError? Refusal)> ReadAsync(
        List<Input> wanted, long bytes, CancellationToken cancellationToken)
    {
        var share = await budget.TakeAsync(bytes, cancellationToken);
        var items = new List<CallAttachment>();
        try
        {
            foreach (var input in wanted)
            {
                await using var found = await store.OpenAsync(input.Picture.Key!, range: null, cancellationToken);
                if (found is null)
                {
                    share.Dispose();
                    return (CallAttachments.None, InputErrors.Gone(input.Name));
                }

                var picture = GC.AllocateUninitializedArray<byte>(checked((int)found.Info.Length));
                await found.Stream.ReadExactlyAsync(picture, cancellationToken);
                items.Add(new CallAttachment(input.Name, input.Picture.ContentType!) { Bytes = picture });
            }
        }
        catch
        {
            share.Dispose();
            throw;
        }

        return (new CallAttachments(items, share), null);
    }

    private static IEnumerable<Input> Wanted(ModelProfile model, ImageRequest request)
    {
        foreach (var (index, picture) in request.Inputs.Index())
        {
            if (picture.Key is not null)
                yield return new Input(AttachmentToken.Reference(index), picture, model.References?.Formats ?? []);
        }

        if (request.MaskInput is { Key: not null } mask)
            yield return new Input(AttachmentToken.Mask, mask, model.Mask?.Formats ?? []);
    }

    /// <param name="Formats">What the model takes, such as <c>jpeg</c>.</param>
    private sealed record Input(string Name, InputImage Picture, IReadOnlyList<string> Formats)
    {
        public bool IsTaken => Picture.ContentType is { } type && Formats.Any(format => type == "image/" + format);
    }
}
