using System.Globalization;

namespace ImageGen.Contracts;

/// <summary>
/// The id of a picture, <c>img_0abc_1_0</c>: the picture at place 0 of the first attempt of <c>job_0abc</c>. It is derived and never
/// drawn, so that a redelivery can not make a second picture.
/// </summary>
public static class ImageId
{
    public const string Prefix = "img_";
    private const string JobPrefix = "job_";

    /// <param name="attempt">From 1.</param>
    /// <param name="index">The place in the job, from 0.</param>
    public static string Of(string jobId, int attempt, int index)
    {
        var job = jobId.StartsWith(JobPrefix, StringComparison.Ordinal) ? jobId.AsSpan(JobPrefix.Length) : jobId;
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{job}_{attempt}_{index}");
    }

    /// <summary>The job that a picture belongs to; null where this is no id of a picture.</summary>
    public static string? JobOf(string imageId) =>
        imageId.StartsWith(Prefix, StringComparison.Ordinal) && imageId.Split('_') is [_, var job, _, _] ? JobPrefix + job : null;

    /// <summary>Where its bytes are, on the gateway.</summary>
    public static string ContentPath(string imageId) => $"/api/v1/images/{imageId}/content";

    public static string ThumbnailPath(string imageId) => ContentPath(imageId) + "?variant=thumbnail";
}
