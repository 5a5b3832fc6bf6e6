using ImageGen.Catalogue;
using ImageGen.Jobs.Images;
using ImageGen.Jobs.Views;

namespace ImageGen.Jobs.Export;

/// <summary>What the manifest says of one picture that was asked for.</summary>
/// <param name="File">Its path in the archive; null where it is not in it.</param>
/// <param name="Error">Why it is not in it, or not as it should be; null where all is well.</param>
/// <param name="Picture">As lists of pictures show it; null where it may not leave, or is unknown. So is the rest.</param>
/// <param name="Parameters">As requested.</param>
/// <param name="EffectiveParameters">As sent.</param>
/// <param name="Cost">Of this picture, by the catalogue's price when its job was accepted; null where nobody knows whether it was billed.</param>
internal sealed record ManifestEntry(
    string Id, string? File, PictureFault? Error, ListedImageResponse? Picture, JobParametersResponse? Parameters, JobParametersResponse? EffectiveParameters,
    MoneyResponse? Cost, string? Batch, string? TemplateId)
{
    /// <param name="found">Null where it is not known any more.</param>
    public static ManifestEntry Of(ExportedPicture exported, FoundImage? found)
    {
        // Who asked for what may not leave learns no more of it than why.
        if (found is null || exported.Fault is PictureFault.NotFound or PictureFault.Deleted or PictureFault.InReview)
            return new ManifestEntry(exported.Id, exported.File, exported.Fault, null, null, null, null, null, null);
        var (job, picture) = (found.Job, found.Picture);
        return new ManifestEntry(
            exported.Id, exported.File, exported.Fault,
            ListedImageResponse.Of(found, Language.En),
            JobView.ParametersOf(job),
            JobView.EffectiveParametersOf(job),
            job.Price is { } price && picture.Billed is { } billed ? new MoneyResponse(billed ? price.PerPicture : 0, price.Currency, price.Verified) : null,
            job.Batch,
            job.TemplateId);
    }
}
