using System.Globalization;
using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Images;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Links;

/// <summary>Links to pictures that the caller or a team of theirs has; another's are as unknown as ones that never were.</summary>
internal sealed class OwnLinks(IDocuments<ImageLink> links, IOutbox<ImageLink> outbox, OwnJobs own, JobAudit audit, ICaller caller, TimeProvider time)
{
    /// <param name="id">Of the picture.</param>
    /// <returns>The link and its token, which nothing keeps.</returns>
    /// <exception cref="ProblemException">404; 403 where the caller only looks on; 409 where the picture may not leave, or has too many; 422.</exception>
    public async Task<(ImageLink Link, string Token)> AddAsync(string id, CreateLinkRequest request, CancellationToken cancellationToken)
    {
        var job = ImageId.JobOf(id) is { } jobId ? await own.FindAsync(jobId, cancellationToken) : null;
        if (job is null || FoundImage.Of(job, id) is not { Picture: var picture })
            throw new ProblemException(404, "image_not_found", "There is no such picture.");
        if (!caller.MayWrite(job.Owner))
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
        var now = time.GetUtcNow();
        var (expiresAt, downloads) = request.Check(now);
        if (!JobRules.MayLeave(job, picture))
            throw ProblemException.Of(409, ErrorCodes.ImageNotShareable);
        if ((await NewestAsync(job.Owner, id, cancellationToken)).Count(link => LinkRules.IsOpen(link, now.ToUnixTimeMilliseconds())) >= LinkRules.Most)
            throw ProblemException.Of(409, ErrorCodes.TooManyLinks);
        var token = LinkToken.New();
        var hash = LinkToken.HashOf(token);
        var link = new ImageLink
        {
            Id = LinkToken.IdOf(hash),
            Hash = hash,
            Owner = job.Owner,
            ImageId = id,
            CreatedBy = caller.Owner,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = expiresAt,
            MostDownloads = downloads,
        };
        await outbox.InsertAsync(Recorded(link, AuditActions.LinkCreated), cancellationToken);
        return (link, token);
    }

    /// <param name="image">Only links to this picture; null: to all.</param>
    public Task<DocumentPage<ImageLink>> PageAsync(string space, string? image, int limit, PagePosition? after, CancellationToken cancellationToken) => links.PageAsync(
        new PageQuery
        {
            OrderBy = ImageLink.CreatedAtField,
            Where = image is null ? [new(ImageLink.OwnerField, space)] : [new(ImageLink.OwnerField, space), new(ImageLink.ImageField, image)],
            After = after,
            Limit = limit,
        },
        cancellationToken);

    /// <summary>Takes it back; may be repeated.</summary>
    /// <exception cref="ProblemException">404; 403 where the caller only looks on.</exception>
    public async Task RevokeAsync(string id, CancellationToken cancellationToken)
    {
        if (await links.GetAsync(id, cancellationToken) is not { } seen || !caller.MayRead(seen.Body.Owner))
            throw ProblemException.Of(404, ErrorCodes.LinkNotFound);
        if (!caller.MayWrite(seen.Body.Owner))
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
        await links.ChangeAsync(
            seen,
            link => LinkRules.Revoke(link, time.UnixMilliseconds()) is var next && ReferenceEquals(next, link) ? link : Recorded(next, AuditActions.LinkDeleted),
            outbox.ReplaceAsync,
            cancellationToken);
    }

    private async Task<IEnumerable<ImageLink>> NewestAsync(string space, string image, CancellationToken cancellationToken) =>
        (await PageAsync(space, image, limit: 1000, after: null, cancellationToken)).Items.Select(item => item.Body);

    /// <summary>With an entry for the record, which the very write carries.</summary>
    private ImageLink Recorded(ImageLink link, string action)
    {
        var deed = new Deed(action, new Dictionary<string, string>
        {
            ["link"] = link.Id,
            ["expires_at"] = DateTimeOffset.FromUnixTimeMilliseconds(link.ExpiresAt).ToString("O", CultureInfo.InvariantCulture),
            ["max_downloads"] = link.MostDownloads.ToString(CultureInfo.InvariantCulture),
            ["downloads"] = link.Downloads.ToString(CultureInfo.InvariantCulture),
        });
        return link.With(audit.EntryOf(link.ImageId, deed));
    }
}
