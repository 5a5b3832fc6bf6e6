using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Images;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Links;

/// <summary>What links open to people whom nobody knows. Looked up anew each time: what has ended gives nothing from then on.</summary>
internal sealed class SharedPictures(IDocuments<ImageLink> links, IDocuments<Job> jobs, IStanding standing, TimeProvider time)
{
    /// <returns>The link and the picture that it shows now.</returns>
    /// <exception cref="ProblemException">404: there never was such a link. 410: it has ended. 503: who made it can not be looked up.</exception>
    public async Task<(Stored<ImageLink> Link, JobPicture Picture)> OpenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkToken.HashOf(token);
        if (!LinkToken.IsWellFormed(token) || await links.GetAsync(LinkToken.IdOf(hash), cancellationToken) is not { } link || !LinkToken.Is(hash, link.Body))
            throw ProblemException.Of(404, ErrorCodes.LinkNotFound);
        return LinkRules.IsOpen(link.Body, time.UnixMilliseconds())
            && await FindAsync(link.Body, cancellationToken) is { } picture
            && await standing.MayWriteAsync(link.Body.CreatedBy, link.Body.Owner, cancellationToken)
            ? (link, picture)
            : throw Ended();
    }

    /// <summary>Counts that the picture is given, before it is.</summary>
    /// <exception cref="ProblemException">410: others have used it up, or it was taken back meanwhile.</exception>
    public async Task CountAsync(Stored<ImageLink> link, CancellationToken cancellationToken)
    {
        if (!(await links.ChangeAsync(link, seen => LinkRules.Follow(seen, time.UnixMilliseconds()), links.ReplaceAsync, cancellationToken)).Written)
            throw Ended();
    }

    private async Task<JobPicture?> FindAsync(ImageLink link, CancellationToken cancellationToken)
    {
        var found = FoundImage.Of(await jobs.FindAsync(ImageId.JobOf(link.ImageId)!, cancellationToken), link.ImageId);
        return found?.Job.Owner == link.Owner && JobRules.MayLeave(found.Job, found.Picture) ? found.Picture : null;
    }

    private static ProblemException Ended() => ProblemException.Of(410, ErrorCodes.LinkEnded);
}
