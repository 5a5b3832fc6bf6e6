using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Tests.Copies;

public sealed class CopyRulesTests
{
    private const long Now = 1_700_000_000_000;
    private const string Url = "https://p9.volces.com/a.png";

    private static readonly StoredPicture Picture = new("images/aa/img.png", "image/png", "cafe", 1234, 20, 10);

    [Fact]
    public void A_new_copy_is_due_at_once()
    {
        var copy = Waiting();

        Assert.Equal((CopyState.Waiting, (long?)Now, 0), (copy.State, copy.NextTryAt, copy.Outbox.Count));
        Assert.Equal(("job_1", 1, 0, 1, 42L), (copy.JobId, copy.Attempt, copy.Index, copy.Total, copy.Seed));
    }

    [Fact]
    public void A_copy_whose_source_was_gone_from_the_start_is_gone()
    {
        var copy = CopyRules.New(Message(null, gone: true), Message(null).Images[0], Now);

        Assert.Equal((CopyState.Gone, (long?)null), (copy.State, copy.NextTryAt));
        Assert.Equal("image_source_gone", Said<ImageStoreFailed>(copy).Error.Code);
    }

    [Fact]
    public void A_success_stores_and_says_so()
    {
        var copy = Fold(Waiting(), CopyResult.Copied(Picture));

        Assert.Equal((CopyState.Stored, (long?)null, Picture), (copy.State, copy.NextTryAt, copy.Picture));
        var said = Said<ImageStored>(copy);
        Assert.Equal(("cafe", 1234L, 20, 10, 42L), (said.Sha256, said.Bytes, said.Width, said.Height, said.Seed));
    }

    [Fact]
    public void A_stored_copy_says_its_fact_again_when_asked_and_keeps_everything_else()
    {
        var stored = Fold(Waiting(), CopyResult.Copied(Picture)) with { Outbox = [] };

        foreach (var message in new[] { Message(Url), Message("https://p9.volces.com/other.png"), Message(null, gone: true) })
        {
            var heard = CopyRules.Hear(stored, message, message.Images[0], Now + 5);
            Assert.Equal("cafe", Said<ImageStored>(heard).Sha256);
            Assert.Equal(stored, heard with { Outbox = stored.Outbox });
        }
    }

    [Fact]
    public void A_gone_copy_says_its_fact_again_when_asked()
    {
        var gone = CopyRules.Hear(Waiting(), Message(null, gone: true), Message(null).Images[0], Now) with { Outbox = [] };

        Assert.Equal("image_source_gone", Said<ImageStoreFailed>(CopyRules.Hear(gone, Message(Url), Message(Url).Images[0], Now)).Error.Code);
    }

    [Fact]
    public void A_late_result_never_leaves_an_end_state()
    {
        var gone = CopyRules.Hear(Waiting(), Message(null, gone: true), Message(null).Images[0], Now);
        var stored = Fold(Waiting(), CopyResult.Copied(Picture));

        Assert.Same(gone, Fold(gone, CopyResult.Copied(Picture)));
        Assert.Same(stored, Fold(stored, CopyResult.Failed(CopyVerdict.SourceRefused, "403")));
    }

    [Fact]
    public void The_same_source_said_again_changes_nothing()
    {
        var waiting = Fold(Waiting(), CopyResult.Failed(CopyVerdict.SourceFailed, "500"));

        Assert.Same(waiting, CopyRules.Hear(waiting, Message(Url), Message(Url).Images[0], Now + 5));
    }

    [Fact]
    public void A_fresh_source_is_tried_at_once()
    {
        var waiting = Fold(Waiting(), CopyResult.Failed(CopyVerdict.SourceRefused, "403"));
        var fresh = Message("https://p9.volces.com/fresh.png", expires: Now + 9_000);

        var heard = CopyRules.Hear(waiting, fresh, fresh.Images[0], Now + 5);

        Assert.Equal(("https://p9.volces.com/fresh.png", (long?)(Now + 5), 0), (heard.Source.Url, heard.NextTryAt, heard.Tries));
    }

    [Fact]
    public void A_source_that_expires_earlier_is_an_old_message_and_is_not_taken()
    {
        var copy = CopyRules.New(Message(Url, expires: Now + 9_000), Message(Url).Images[0], Now);
        var old = Message("https://p9.volces.com/old.png", expires: Now + 8_000);

        Assert.Same(copy, CopyRules.Hear(copy, old, old.Images[0], Now));
    }

    [Fact]
    public void Failures_wait_longer_and_longer_up_to_five_minutes_and_a_quarter()
    {
        var copy = Waiting();
        var waits = new List<long>();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            copy = Fold(copy, CopyResult.Failed(CopyVerdict.StoreFailed, "down"));
            waits.Add(copy.NextTryAt!.Value - Now);
        }

        Assert.InRange(waits[0], 1_000, 1_250);
        Assert.InRange(waits[1], 2_000, 2_500);
        Assert.InRange(waits[4], 16_000, 20_000);
        Assert.All(waits[9..], wait => Assert.InRange(wait, 300_000, 375_000));
        Assert.Equal(CopyState.Waiting, copy.State);
    }

    [Fact]
    public void Two_copies_that_failed_together_do_not_return_together() =>
        Assert.NotEqual(CopyRules.Backoff("img_job_1_1_0", 5, 1_000), CopyRules.Backoff("img_job_2_1_0", 5, 1_000));

    [Fact]
    public void A_refused_source_is_asked_for_again_but_not_more_often_than_every_half_minute()
    {
        var refused = CopyResult.Failed(CopyVerdict.SourceRefused, "403");

        var first = Fold(Waiting(), refused);
        var second = Fold(first with { Outbox = [] }, refused, at: Now + 29_000);
        var third = Fold(second, refused, at: Now + 30_000);

        Assert.Equal([0], Said<RefetchImages>(first).Indices);
        Assert.Empty(second.Outbox);
        Assert.Equal("job_1", Said<RefetchImages>(third).JobId);
    }

    [Fact]
    public void Only_the_third_failed_connection_puts_the_address_in_doubt()
    {
        var unreachable = CopyResult.Failed(CopyVerdict.SourceUnreachable, "refused");

        var second = Fold(Fold(Waiting(), unreachable), unreachable);

        Assert.Empty(second.Outbox);
        Said<RefetchImages>(Fold(second, unreachable));
    }

    [Theory]
    [InlineData(nameof(CopyVerdict.SourceFailed), true)]
    [InlineData(nameof(CopyVerdict.SourceUnreachable), true)]
    [InlineData(nameof(CopyVerdict.StoreFailed), false)]
    public void An_expired_source_that_fails_is_asked_for_again(string verdict, bool asked)
    {
        var copy = CopyRules.New(Message(Url, expires: Now - 1), Message(Url).Images[0], Now);

        var failed = Fold(copy, CopyResult.Failed(Enum.Parse<CopyVerdict>(verdict), "?"));

        Assert.Equal(asked, failed.Outbox.Any(entry => entry.Type == nameof(RefetchImages)));
    }

    [Theory]
    [InlineData(nameof(CopyVerdict.SourceRefused), 1, true)]
    [InlineData(nameof(CopyVerdict.SourceUnreachable), 1, false)]
    [InlineData(nameof(CopyVerdict.SourceFailed), 1, false)]
    [InlineData(nameof(CopyVerdict.NotAPicture), 1, false)]
    [InlineData(nameof(CopyVerdict.StoreFailed), 1, false)]
    [InlineData(nameof(CopyVerdict.SourceUnreachable), 0, true)]
    [InlineData(nameof(CopyVerdict.SourceFailed), 0, true)]
    [InlineData(nameof(CopyVerdict.NotAPicture), 0, false)]
    [InlineData(nameof(CopyVerdict.StoreFailed), 0, false)]
    public void The_last_source_is_given_up_where_it_refuses_or_has_expired_and_not_for_an_outage(string verdict, int secondsLeft, bool gone)
    {
        var first = Message(Url, expires: Now + secondsLeft * 1_000);
        var last = Message(Url, expires: Now + secondsLeft * 1_000, gone: true);
        var copy = CopyRules.Hear(CopyRules.New(first, first.Images[0], Now), last, last.Images[0], Now);
        Assert.Equal((CopyState.Waiting, (long?)Now), (copy.State, copy.NextTryAt));

        var failed = Fold(copy, CopyResult.Failed(Enum.Parse<CopyVerdict>(verdict), "?"));

        Assert.Equal(gone ? CopyState.Gone : CopyState.Waiting, failed.State);
        Assert.DoesNotContain(failed.Outbox, entry => entry.Type == nameof(RefetchImages));
        if (gone)
            Assert.Equal("image_source_gone", Said<ImageStoreFailed>(failed).Error.Code);
    }

    [Fact]
    public void The_last_source_is_copied_as_long_as_it_can_be_read()
    {
        var last = Message(Url, gone: true);

        Assert.Equal(CopyState.Stored, Fold(CopyRules.New(last, last.Images[0], Now), CopyResult.Copied(Picture)).State);
        var heard = CopyRules.Hear(Waiting(), last, last.Images[0], Now);
        Assert.Same(heard, CopyRules.Hear(heard, last, last.Images[0], Now + 5));
        Assert.Equal(CopyState.Stored, Fold(heard, CopyResult.Copied(Picture)).State);
    }

    [Fact]
    public void What_is_no_picture_is_given_up_after_five_tries_whatever_the_source()
    {
        var copy = Waiting();
        for (var attempt = 1; attempt < CopyRules.BadPictureLimit; attempt++)
        {
            copy = Fold(copy, CopyResult.Failed(CopyVerdict.NotAPicture, "html"), at: Now + attempt);
            Assert.Equal(CopyState.Waiting, copy.State);
            var fresh = Message($"https://p9.volces.com/{attempt}.png");
            copy = CopyRules.Hear(copy, fresh, fresh.Images[0], Now + attempt);
        }

        copy = Fold(copy, CopyResult.Failed(CopyVerdict.NotAPicture, "html"));

        Assert.Equal(CopyState.Gone, copy.State);
        Assert.Equal(("not_a_picture", false), (Said<ImageStoreFailed>(copy).Error.Code, copy.Error!.Retryable));
    }

    [Fact]
    public void A_failure_of_the_source_before_does_not_delay_the_new_one()
    {
        var copy = Waiting();
        var tried = copy.Source;
        var fresh = Message("https://p9.volces.com/fresh.png");
        copy = CopyRules.Hear(copy, fresh, fresh.Images[0], Now);

        Assert.Same(copy, CopyRules.Fold(copy, tried, CopyResult.Failed(CopyVerdict.SourceRefused, "403"), Now));
        Assert.Equal(CopyState.Stored, CopyRules.Fold(copy, tried, CopyResult.Copied(Picture), Now).State);
    }

    private static ImageCopy Waiting() => CopyRules.New(Message(Url), Message(Url).Images[0], Now);

    private static ImageCopy Fold(ImageCopy copy, CopyResult result, long at = Now) => CopyRules.Fold(copy, copy.Source, result, at);

    private static ImagesGenerated Message(string? url, long? expires = null, bool gone = false) =>
        StorageWorld.Generated(url, expires is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, gone: gone);

    private static T Said<T>(ImageCopy copy) => Assert.IsType<T>(MessageTypes.Read(Assert.Single(copy.Outbox)));
}
