using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace ImageGen.ObjectStorage.S3;

/// <summary>Objects in one bucket. A put is visible as a whole or not at all: that is S3's own promise.</summary>
internal sealed class S3ObjectStore(IOptions<S3Options> options, TimeProvider time) : IPreparedStore, IDisposable
{
    private readonly AmazonS3Client client = S3Client.Create(options.Value, options.Value.Endpoint);

    // A signature covers the host, so links need a client of their own; it sends nothing.
    private readonly AmazonS3Client? links = options.Value.LinkEndpoint is { } endpoint ? S3Client.Create(options.Value, endpoint) : null;
    private readonly string bucket = options.Value.Bucket;

    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        var start = content.Position;
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = content,
            ContentType = contentType,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            UseChunkEncoding = false,
        };
        try
        {
            await client.PutObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception error) when (IsDamaged(error))
        {
            content.Position = start;
            await client.PutObjectAsync(request, cancellationToken);
        }
    }

    public async Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        var request = new GetObjectRequest { BucketName = bucket, Key = key };
        if (range is not null)
            request.ByteRange = new ByteRange($"bytes={range.From}-{range.To}");
        try
        {
            var response = await client.GetObjectAsync(request, cancellationToken);
            var length = WholeLength(response.ContentRange) ?? response.ContentLength;
            return new ObjectContent(new ObjectInfo(key, length, response.Headers.ContentType), response.ResponseStream);
        }
        catch (AmazonS3Exception error) when (IsMissingObject(error))
        {
            return null;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, "The range begins behind the object's end.");
        }
    }

    public async Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        try
        {
            var found = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key }, cancellationToken);
            return new ObjectInfo(key, found.ContentLength, found.Headers.ContentType);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            // The answer to HEAD has no body, so a missing bucket looks the same: ask, or an outage would pass for a loss.
            await CheckAsync(cancellationToken);
            return null;
        }
    }

    // One by one: the multi-delete needs a checksum header that stores disagree about.
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        try
        {
            await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = key }, cancellationToken);
        }
        catch (AmazonS3Exception error) when (IsMissingObject(error))
        {
        }
    }

    public async IAsyncEnumerable<ListedObject> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectKey.Check(folder);
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = folder + "/" };
        do
        {
            var page = await client.ListObjectsV2Async(request, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
                yield return new ListedObject(found.Key, new DateTimeOffset(found.LastModified!.Value.ToUniversalTime()));
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public async Task<Uri?> LinkAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        if (links is null)
            return null;
        var secure = options.Value.LinkEndpoint!.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        return new Uri(await links.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = (time.GetUtcNow() + lifetime).UtcDateTime,
            Protocol = secure ? Protocol.HTTPS : Protocol.HTTP,
        }));
    }

    public Task CheckAsync(CancellationToken cancellationToken) =>
        client.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(cancellationToken);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound && options.Value.CreateBucket)
        {
            await CreateBucketAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        links?.Dispose();
    }

    private async Task CreateBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.PutBucketAsync(new PutBucketRequest { BucketName = bucket }, cancellationToken);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode is "BucketAlreadyOwnedByYou" or "OperationAborted")
        {
            // Another replica started at the same moment.
        }
    }

    /// <summary>The store did not get what was signed, and has kept nothing. The SDK does not send it again by itself.</summary>
    private static bool IsDamaged(AmazonS3Exception error) => error.ErrorCode is "XAmzContentSHA256Mismatch" or "BadDigest" or "SignatureDoesNotMatch";

    private static bool IsMissingObject(AmazonS3Exception error) => error.ErrorCode == "NoSuchKey";

    /// <summary>The 30 of <c>bytes 0-9/30</c>.</summary>
    private static long? WholeLength(string? contentRange) =>
        contentRange?.LastIndexOf('/') is { } slash and >= 0
        && long.TryParse(contentRange.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
}
