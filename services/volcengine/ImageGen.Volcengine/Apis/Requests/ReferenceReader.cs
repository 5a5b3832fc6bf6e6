using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.ObjectStorage.Links;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.Requests;

/// <summary>
/// Takes the input pictures of a request out of our own store, so that they can go out with a call; for a model that reads links only
/// it makes links to them, anew for each call, because they expire. One that the model would refuse for its format or size is made to
/// fit. Public links are left to the provider. How many bytes all calls together hold is bounded: who asks too early waits.
/// </summary>
internal sealed class ReferenceReader(IObjectStore store, ObjectLinks links, InputFit fit, IOptions<VolcengineOptions> options)
{
    // The provider reads them when the task's turn comes; when it has forgotten the task it never will.
    private static readonly TimeSpan LinkLife = TimeSpan.FromMilliseconds(ProviderTimes.TaskLife);

    private readonly ByteBudget budget = new(options.Value.InputBytesInFlight);

    /// <returns>The call with this body and the pictures that belong to it, or why there can be none. Throws as <see cref="ReadAsync(ModelProfile, ImageRequest, CancellationToken)"/> does.</returns>
    public async Task<Preparation> PrepareAsync(ProviderCall call, JsonObject body, TimeSpan longest, CancellationToken cancellationToken)
    {
        var (attachments, refusal) = await ReadAsync(call.Model, call.Request, cancellationToken);
        return refusal is not null
            ? new Preparation.Refused(refusal)
            : new Preparation.Ready(call with { Body = RequestBody.Write(body), Longest = longest, Attachments = attachments });
    }

    /// <returns>The pictures, or why there can be no call. A store that can not be reached throws: try again later.</returns>
    public async Task<(CallAttachments Attachments, GenerationError? Refusal)> ReadAsync(
        ModelProfile model, ImageRequest request, CancellationToken cancellationToken)
    {
        var wanted = WantedInput.Of(model, request).ToList();
        if (wanted.Count == 0)
            return (CallAttachments.None, null);
        if (wanted.FirstOrDefault(input => !input.IsPicture) is { } wrong)
            return (CallAttachments.None, InputErrors.Format(wrong.Name, wrong.Picture.ContentType, wrong.Formats));

        var sizes = await Task.WhenAll(wanted.Select(async input => (await store.FindAsync(input.Picture.Key!, cancellationToken))?.Length));
        if (Array.FindIndex(sizes, size => size is null) is >= 0 and var missing)
            return (CallAttachments.None, InputErrors.Gone(wanted[missing].Name));
        var byLink = model.Provider.References is { Bytes: null };
        if (byLink && wanted.Zip(sizes).All(input => input.First.IsTakenAsItIs(input.Second!.Value)))
            return await LinkAsync(wanted, _ => null, cancellationToken);
        if (Array.FindIndex(sizes, size => size > options.Value.InputBytesInFlight) is >= 0 and var huge)
            return (CallAttachments.None, InputErrors.TooLarge(wanted[huge].Name));

        var share = await budget.TakeAsync(sizes.Sum(size => size!.Value), cancellationToken);
        var handedOn = false;
        try
        {
            var (items, refusal) = await ReadAsync(wanted, cancellationToken);
            if (refusal is not null)
                return (CallAttachments.None, refusal);
            if (byLink)
                return await LinkAsync(wanted, name => items.First(item => item.Name == name), cancellationToken);
            handedOn = true;
            return (new CallAttachments(items, share), null);
        }
        finally
        {
            if (!handedOn)
                share.Dispose();
        }
    }

    private async Task<(List<CallAttachment> Items, GenerationError? Refusal)> ReadAsync(List<WantedInput> wanted, CancellationToken cancellationToken)
    {
        var items = new List<CallAttachment>();
        // The picture's size as it goes out: a mask follows it.
        (int? Width, int? Height) first = (wanted[0].Picture.Width, wanted[0].Picture.Height);
        foreach (var input in wanted)
        {
            if (await BytesAsync(input.Picture.Key!, cancellationToken) is not { } bytes)
                return (items, InputErrors.Gone(input.Name));
            var moved = input.IsMask && first != (input.Picture.Width, input.Picture.Height);
            if (input.IsTakenAsItIs(bytes.Length) && !moved)
            {
                items.Add(new CallAttachment(input.Name, input.Picture.ContentType!) { Bytes = bytes });
                continue;
            }

            var fitted = moved && first is { Width: { } width, Height: { } height }
                ? await fit.MaskAsync(bytes, width, height, cancellationToken)
                : await fit.PictureAsync(bytes, cancellationToken);
            if (fitted is null || !input.IsTaken(fitted))
                return (items, InputErrors.Unfit(input.Name));
            if (items.Count == 0)
                first = (fitted.Width, fitted.Height);
            items.Add(new CallAttachment(input.Name, fitted.ContentType) { Bytes = fitted.Bytes, IsFitted = true });
        }

        return (items, null);
    }

    private async Task<byte[]?> BytesAsync(string key, CancellationToken cancellationToken)
    {
        await using var found = await store.OpenAsync(key, range: null, cancellationToken);
        if (found is null)
            return null;
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)found.Info.Length));
        await found.Stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <param name="read">What was read of an input; null where all are taken as they are.</param>
    private async Task<(CallAttachments Attachments, GenerationError? Refusal)> LinkAsync(
        List<WantedInput> wanted, Func<string, CallAttachment?> read, CancellationToken cancellationToken)
    {
        var items = new List<CallAttachment>();
        foreach (var input in wanted)
        {
            var key = input.Picture.Key!;
            if (read(input.Name) is { IsFitted: true } fitted)
            {
                key = PictureKeys.Fitted(key, fitted.ContentType);
                await store.PutAsync(key, new MemoryStream(fitted.Bytes.ToArray()), fitted.ContentType, cancellationToken);
            }

            if (await links.CreateAsync(key, LinkLife, cancellationToken) is not { } link)
                return (CallAttachments.None, InputErrors.NotReachable(input.Name));
            items.Add(new CallAttachment(input.Name, input.Picture.ContentType!) { Link = link });
        }

        return (new CallAttachments(items), null);
    }
}
