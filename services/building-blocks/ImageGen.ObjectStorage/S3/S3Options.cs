namespace ImageGen.ObjectStorage;

/// <summary>The section <c>S3</c>: any store that speaks S3, such as TOS, MinIO, Ceph or AWS itself.</summary>
public sealed record S3Options
{
    public const string Section = "S3";

    /// <summary>With scheme, without the bucket.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The region that signatures name; TOS wants its own, such as <c>cn-beijing</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    public string Bucket { get; init; } = "imagegen";

    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    /// <summary>The bucket in the path (MinIO) instead of in the host name. Not set: in the path, except for TOS, which refuses that.</summary>
    public bool? ForcePathStyle { get; init; }

    /// <summary>Make the bucket at start where it is missing.</summary>
    public bool CreateBucket { get; init; } = true;

    /// <summary>For one request, seconds; a request is repeated at most twice.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    internal bool UsesPathStyle => ForcePathStyle ?? !new Uri(Endpoint).Host.EndsWith("volces.com", StringComparison.OrdinalIgnoreCase);

    internal static bool IsComplete(S3Options options) =>
        Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
        && options is { Region.Length: > 0, Bucket.Length: > 0, AccessKey.Length: > 0, SecretKey.Length: > 0, TimeoutSeconds: > 0 };
}
