using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ImageGen.ObjectStorage.Keys;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Tests.World;
using ImageGen.Storage.Uploads;
using ImageGen.Storage.Uploads.Cleaning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Tests.Uploads;

/// <summary>Nothing else runs meanwhile: what is counted is what the whole process does.</summary>
[CollectionDefinition(nameof(UploadCostTests), DisableParallelization = true)]
[Collection(nameof(UploadCostTests))]
public sealed class UploadCostTests
{
    /// <summary>What a garbage collector leaves lying about.</summary>
    private const long Noise = 16 << 20;

    public static TheoryData<string> Names => [.. HostilePictures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_upload_takes_no_more_memory_than_was_reckoned_before(string name)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux tells the most memory of a while.");
        await PrepareAsync(TestPictures.Png());
        var bytes = HostilePictures.All[name]();
        using var content = new MemoryStream(bytes);
        var reckoned = Reckoned(content);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var before = Kilobytes("VmRSS");

        var isTaken = await PrepareAsync(bytes);

        var grown = (Kilobytes("VmHWM") - before) << 10;
        Assert.True(!isTaken || reckoned <= UploadLimits.MaxMemory, $"{name}: taken with {reckoned} bytes");
        // A file that is refused before it is decoded costs a list of its parts at most.
        Assert.InRange(grown, 0, (reckoned is > 0 and <= UploadLimits.MaxMemory ? reckoned : bytes.Length + (24 << 20)) + Noise);
    }

    /// <summary>Whether they are taken or refused; no answer takes more than two decodes, nor a line of the log.</summary>
    [Theory]
    [InlineData("WebP of 100,000 frames", "invalid_picture", 0)]
    [InlineData("WebP of 1001 frames", "invalid_picture", 0)]
    [InlineData("WebP of 1000 frames", null, 1)]
    [InlineData("WebP of a million empty chunks", "invalid_picture", 0)]
    [InlineData("WebP of a frame of a million empty chunks", "invalid_picture", 0)]
    [InlineData("WebP, lossless, 18 MP", "picture_too_large", 0)]
    [InlineData("PNG of 860,000 texts", "invalid_picture", 0)]
    [InlineData("PNG whose profile unpacks to 49 MB", "invalid_picture", 0)]
    [InlineData("PNG, interlaced, 16 bit, RGBA, 9 MP", null, 1)]
    [InlineData("PNG, 1 bit, 2,400,000 × 15", "picture_too_large", 0)]
    [InlineData("JPEG, CMYK, 12 MP", null, 1)]
    [InlineData("JPEG, baseline, a scan per channel, 36 MP", "picture_too_large", 0)]
    [InlineData("JPEG, baseline, a scan per channel, 18 MP", null, 1)]
    [InlineData("JPEG, progressive, 32 scans, 18 MP", null, 1)]
    [InlineData("JPEG with junk and a tail", null, 1)]
    [InlineData("JPEG, turned, with junk and a tail", null, 1)]
    [InlineData("JPEG that is cut off before its tail", "invalid_picture", 2)]
    [InlineData("JPEG of endless segments", "invalid_picture", 0)]
    [InlineData("JPEG of endless profiles", "invalid_picture", 0)]
    [InlineData("JPEG of endless restarts", "invalid_picture", 0)]
    public async Task What_is_made_to_cost_much_is_decoded_twice_at_most_and_told_nowhere(string name, string? code, int decodes)
    {
        var bytes = Made(name);
        using var log = new RecordingLog();
        await using var world = await StorageWorld.StartAsync(services => services.AddSingleton<ILoggerProvider>(log));
        using var counted = new MeterListener();
        var made = 0L;
        counted.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "imagegen.pictures.decodes")
                listener.EnableMeasurementEvents(instrument);
        };
        counted.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref made, count));
        counted.Start();

        var answer = await world.PostAsync(bytes);

        if (code is null)
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        else
            await UploadClient.ProblemAsync(answer, 422, code);
        Assert.Equal(decodes, made);
        Assert.Empty(log.Lines);
    }

    private static byte[] Made(string name)
    {
        // Of a progressive one all is read before the first line.
        var jpeg = TestPictures.Jpeg(progressive: true);
        return name switch
        {
            "WebP of 1001 frames" => HostilePictures.AnimatedWebp(1001),
            "JPEG with junk and a tail" => HostilePictures.WithJunkAndTail(jpeg),
            "JPEG, turned, with junk and a tail" => HostilePictures.WithJunkAndTail([.. jpeg[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. HostilePictures.QuarterTurn, .. jpeg[2..]]),
            "JPEG that is cut off before its tail" => [.. jpeg[..(jpeg.Length / 2)], 0xFF, 0xD9, .. jpeg],
            _ => HostilePictures.All[name](),
        };
    }

    private static long Reckoned(Stream content)
    {
        try
        {
            return UploadPreparer.MemoryFor(PictureCleaner.Clean(content));
        }
        catch (InvalidPictureException)
        {
            return 0;
        }
    }

    private static async Task<bool> PrepareAsync(byte[] bytes)
    {
        try
        {
            var preparer = new UploadPreparer(Options.Create(new StorageOptions()));
            await using var prepared = await preparer.PrepareAsync("usr_ada", new MemoryStream(bytes), UploadPurpose.Reference, default);
            return true;
        }
        catch (ProblemException)
        {
            return false;
        }
    }

    private static long Kilobytes(string of) =>
        long.Parse(Regex.Match(File.ReadAllText("/proc/self/status"), of + @":\s+(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
