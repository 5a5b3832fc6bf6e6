using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Copies;

/// <summary>A picture that goes for good: marked, swept, told, forgotten.</summary>
public sealed class PurgeRulesTests
{
    private const long Now = 1_700_000_000_000;
    private const long Day = 24 * 3_600_000;
    private const string Url = "https://p9.volces.com/a.png";

    private static readonly StoredPicture Picture = new("images/aa/img.png", "image/png", "cafe", 1234, 20, 10);
    private static readonly PurgeImages Wish = new() { JobId = "job_1", Owner = "usr_ada", ImageIds = [StorageWorld.ImageId()] };

    public static TheoryData<string> States => ["waiting", "stored", "gone", "unknown"];

    [Theory]
    [MemberData(nameof(States))]
    public void Whatever_is_known_of_it_is_marked_swept_and_told_and_is_a_tombstone_then(string state)
    {
        var marked = Marked(state);
        Assert.Equal(Now, CopyRules.PurgeAt(marked));
        Assert.Null(marked.NextTryAt);
        Assert.Empty(marked.Outbox);
        Assert.Same(marked, CopyRules.Purge(marked, Now + 1));

        var swept = CopyRules.Swept(marked, Now)!;

        Assert.Equal((CopyState.Gone, true, 1), (swept.State, swept.Source.IsNowhere, swept.Purge!.Sweeps));
        Assert.Null(swept.Picture);
        Assert.Equal(StorageWorld.ImageId(), Told(swept));
        Assert.Equal(Now + Day, CopyRules.PurgeAt(swept));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Nothing_that_comes_later_changes_it_but_that_it_is_told_again(string state)
    {
        var message = StorageWorld.Generated(Url, DateTimeOffset.FromUnixTimeMilliseconds(Now + (100 * Day)));
        foreach (var copy in new[] { Marked(state), CopyRules.Swept(Marked(state), Now)! with { Outbox = [] } })
        {
            Assert.Same(copy, CopyRules.Fold(copy, copy.Source, CopyResult.Copied(Picture), Now + 5));
            Assert.Same(copy, CopyRules.Fold(copy, copy.Source, CopyResult.Failed(CopyVerdict.SourceRefused, "403"), Now + 5));
            Assert.Same(copy, CopyRules.Hear(copy, new ImageReviewed { JobId = "job_1", ImageId = copy.ImageId, Decision = 9, Approved = true }));
            Assert.Equal(copy, CopyRules.Hear(copy, message, message.Images[0], Now + 5) with { Outbox = copy.Outbox });
            Assert.Equal(copy, CopyRules.Purge(copy, Now + 5) with { Outbox = copy.Outbox });
        }

        var tombstone = CopyRules.Swept(Marked(state), Now)! with { Outbox = [] };
        Assert.NotNull(Told(CopyRules.Purge(tombstone, Now + 5)));
        Assert.NotNull(Told(CopyRules.Hear(tombstone, message, message.Images[0], Now + 5)));
    }

    [Fact]
    public void It_is_swept_again_after_a_day_and_forgotten_after_thirty_when_all_is_told()
    {
        var first = CopyRules.Swept(Marked("stored"), Now + 5)! with { Outbox = [] };

        var second = CopyRules.Swept(first, Now + Day)!;
        Assert.Equal((2, 0, (long?)(Now + (30 * Day))), (second.Purge!.Sweeps, second.Outbox.Count, CopyRules.PurgeAt(second)));

        var untold = CopyRules.Purge(second, Now + Day);
        Assert.Same(untold, CopyRules.Swept(untold, Now + (30 * Day)));
        Assert.Null(CopyRules.Swept(second, Now + (30 * Day)));
    }

    [Fact]
    public void One_that_nobody_could_sweep_for_months_is_told_before_it_is_forgotten()
    {
        var late = CopyRules.Swept(Marked("stored"), Now + (90 * Day))!;
        Assert.NotNull(Told(late));
        Assert.Null(CopyRules.Swept(late with { Outbox = [] }, Now + (90 * Day)));
    }

    /// <summary>A version that does not know the mark keeps it, and may store the picture once more.</summary>
    [Fact]
    public void What_another_version_has_stored_in_spite_of_the_mark_is_swept_again()
    {
        var tombstone = CopyRules.Swept(Marked("waiting"), Now)! with { Outbox = [] };
        var stored = tombstone with { State = CopyState.Stored, Picture = Picture };
        Assert.Equal(Now, CopyRules.PurgeAt(stored));

        var swept = CopyRules.Swept(stored, Now + (40 * Day))!;

        Assert.Equal(CopyState.Gone, swept.State);
        Assert.Null(swept.Picture);
        Assert.NotNull(Told(swept));
    }

    [Fact]
    public void What_is_not_marked_is_never_due() => Assert.Null(CopyRules.PurgeAt(Known("stored")!));

    private static ImageCopy Marked(string state) => Known(state) is { } known ? CopyRules.Purge(known, Now) : CopyRules.Purged(Wish, StorageWorld.ImageId(), Now);

    private static ImageCopy? Known(string state)
    {
        var message = StorageWorld.Generated(Url);
        var waiting = CopyRules.New(message, message.Images[0], Now - 5);
        return state switch
        {
            "waiting" => waiting,
            "stored" => CopyRules.Fold(waiting, waiting.Source, CopyResult.Copied(Picture), Now - 5),
            "gone" => CopyRules.New(StorageWorld.Generated(null, gone: true), message.Images[0] with { SourceUrl = null }, Now - 5),
            _ => null,
        };
    }

    private static string? Told(ImageCopy copy) => Assert.Single(copy.Outbox.Select(MessageTypes.Read).OfType<ImagePurged>()).ImageId;
}
