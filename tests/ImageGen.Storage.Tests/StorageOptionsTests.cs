using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Tests;

/// <summary>Whoever mistypes a setting is told which, and what it may be.</summary>
public sealed class StorageOptionsTests
{
    public static TheoryData<string, object> OutOfRange => new()
    {
        { nameof(StorageOptions.Parallelism), new StorageOptions { Parallelism = 0 } },
        { nameof(StorageOptions.Parallelism), new StorageOptions { Parallelism = 257 } },
        { nameof(StorageOptions.BytesInFlight), new StorageOptions { BytesInFlight = (1 << 20) - 1 } },
        { nameof(StorageOptions.LargestInMemory), new StorageOptions { LargestInMemory = 1 } },
        { nameof(StorageOptions.LargestPicture), new StorageOptions { LargestPicture = -1 } },
        { nameof(StorageOptions.DecodedBytes), new StorageOptions { DecodedBytes = 0 } },
        { nameof(StorageOptions.UploadBytesPerOwner), new StorageOptions { UploadBytesPerOwner = -1 } },
        { nameof(StorageOptions.CopyTimeout), new StorageOptions { CopyTimeout = TimeSpan.Zero } },
        { nameof(StorageOptions.ContentProducer), new StorageOptions { ContentProducer = " " } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void One_that_is_out_of_its_range_is_named(string setting, object options)
    {
        var result = Validate((StorageOptions)options);
        Assert.Contains(setting, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_set_is_sound_and_so_is_no_bound_and_the_largest() =>
        Assert.All(
            [new StorageOptions(), new StorageOptions { UploadBytesPerOwner = 0, LargestPicture = long.MaxValue, Parallelism = 256 }],
            options => Assert.True(Validate(options).Succeeded));

    private static ValidateOptionsResult Validate(StorageOptions options) => new StorageOptionsValidator().Validate(null, options);
}
