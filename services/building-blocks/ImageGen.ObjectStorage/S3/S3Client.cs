using Amazon.Runtime;
using Amazon.S3;

namespace ImageGen.ObjectStorage.S3;

internal static class S3Client
{
    /// <summary>
    /// Plain bodies with a real SHA-256 and no checksum trailers: by default the SDK sends <c>aws-chunked</c> with a trailer,
    /// which TOS, older MinIO and most other stores refuse.
    /// </summary>
    public static AmazonS3Client Create(S3Options options, string endpoint) => new(
        new BasicAWSCredentials(options.AccessKey, options.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = endpoint,
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.UsesPathStyle(endpoint),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            IgnoreConfiguredEndpointUrls = true,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 2,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
        });
}
