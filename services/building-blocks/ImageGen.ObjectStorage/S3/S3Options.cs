namespace ImageGen.ObjectStorage.S3;

/// <summary>The section <c>S3</c>: any store that speaks S3, such as TOS, MinIO, Ceph or AWS itself.</summary>
public sealed record S3Options
{
    public const string Section = "S3";

    /// <summary>The store's http or https address, without the bucket. Required.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Where others than we reach the store, for links that they read by. Default: <see cref="Endpoint"/>, if it is https.</summary>
    public string PublicEndpoint { get; init; } = "";

    /// <summary>The region that signatures name; TOS wants its own, such as <c>cn-beijing</c>. Default: us-east-1.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Where all pictures are. Default: imagegen.</summary>
    public string Bucket { get; init; } = "imagegen";

    /// <summary>Required.</summary>
    public string AccessKey { get; init; } = "";

    /// <summary>Required.</summary>
    public string SecretKey { get; init; } = "";

    /// <summary>Puts the bucket into the path (MinIO) instead of the host name. Default: true, except for TOS, which refuses that.</summary>
    public bool? ForcePathStyle { get; init; }

    /// <summary>Makes the bucket at start where it is missing. Default: true.</summary>
    public bool CreateBucket { get; init; } = true;

    /// <summary>How long one request may take, seconds: 1 or more. A request is repeated at most twice. Default: 60.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <returns>Null where no others can reach it.</returns>
    internal string? LinkEndpoint =>
        PublicEndpoint.Length > 0 ? PublicEndpoint : Endpoint.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? Endpoint : null;

    internal bool UsesPathStyle(string endpoint) => ForcePathStyle ?? !new Uri(endpoint).Host.EndsWith("volces.com", StringComparison.OrdinalIgnoreCase);

    internal static bool IsComplete(S3Options options) =>
        IsAddress(options.Endpoint)
        && (options.PublicEndpoint.Length == 0 || IsAddress(options.PublicEndpoint))
        && options is { Region.Length: > 0, Bucket.Length: > 0, AccessKey.Length: > 0, SecretKey.Length: > 0, TimeoutSeconds: > 0 };

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
