using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Copies;

public sealed class CopyRulesTests
{
    private const long Now = 1_700_000_000_000;
    private const long LinkEnd = Now + CopyRules.LinkLife;
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
    public void A_gone_copy_says_its_fact_again_when_asked() =>
        Assert.Equal("image_source_gone", Said<ImageStoreFailed>(CopyRules.Hear(Gone(), Message(Url), Message(Url).Images[0], LinkEnd + 5)).Error.Code);

    [Fact]
    public void That_the_provider_has_forgotten_a_picture_does_not_end_the_link_that_we_have()
    {
        var forgotten = Message(null, gone: true);

        var heard = CopyRules.Hear(Waiting(), forgotten, forgotten.Images[0], Now);

        Assert.Equal((CopyState.Waiting, Url, true), (heard.State, heard.Source.Url, heard.SourceIsLast));
        Assert.Equal(CopyState.Stored, Fold(heard, CopyResult.Copied(Picture)).State);
        Assert.Equal(CopyState.Gone, Fold(heard, Failed(CopyVerdict.SourceRefused), at: LinkEnd).State);
    }

    [Fact]
    public void A_late_failure_never_leaves_an_end_state()
    {
        var gone = CopyRules.Hear(Waiting(), Message(Url, gone: true), Message(Url).Images[0], Now);
        gone = Fold(gone, Failed(CopyVerdict.SourceRefused), at: LinkEnd);
        var stored = Fold(Waiting(), CopyResult.Copied(Picture));

        Assert.Equal(CopyState.Gone, gone.State);
        Assert.Same(gone, Fold(gone, Failed(CopyVerdict.SourceFailed)));
        Assert.Same(stored, Fold(stored, Failed(CopyVerdict.SourceRefused)));
    }

    [Fact]
    public void Bytes_that_turn_up_after_all_are_stored_and_told()
    {
        var gone = Gone();

        var stored = Fold(gone, CopyResult.Copied(Picture), at: LinkEnd + 5);

        Assert.Equal((CopyState.Stored, Picture, (GenerationError?)null), (stored.State, stored.Picture, stored.Error));
        Said<ImageStored>(stored);
    }

    [Fact]
    public void A_fresher_link_makes_a_picture_that_was_given_up_wait_again()
    {
        var fresh = Message("https://p9.volces.com/fresh.png", expires: LinkEnd + 9_000);

        var heard = CopyRules.Hear(Gone(), fresh, fresh.Images[0], LinkEnd + 5);

        Assert.Equal((CopyState.Waiting, (long?)(LinkEnd + 5), false), (heard.State, heard.NextTryAt, heard.SourceIsLast));
        Assert.Equal(CopyState.Stored, Fold(heard, CopyResult.Copied(Picture)).State);
    }

    [Theory]
    [InlineData(Url, 9_000)]
    [InlineData("https://p9.volces.com/other.png", -9_000)]
    [InlineData(null, 9_000)]
    public void An_old_link_does_not(string? url, int after)
    {
        var message = Message(url, expires: LinkEnd + after, gone: url is null);

        var heard = CopyRules.Hear(Gone(), message, message.Images[0], LinkEnd + 5);

        Assert.Equal(CopyState.Gone, heard.State);
        Said<ImageStoreFailed>(heard);
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
        var fresh = Message("https://p9.volces.com/fresh.png", expires: LinkEnd + 9_000);

        var heard = CopyRules.Hear(waiting, fresh, fresh.Images[0], Now + 5);

        Assert.Equal(("https://p9.volces.com/fresh.png", (long?)(Now + 5)), (heard.Source.Url, heard.NextTryAt));
    }

    [Fact]
    public void A_source_that_expires_earlier_is_an_old_message_and_is_not_taken()
    {
        var copy = CopyRules.New(Message(Url, expires: Now + 9_000), Message(Url).Images[0], Now);
        var old = Message("https://p9.volces.com/old.png", expires: Now + 8_000);

        Assert.Same(copy, CopyRules.Hear(copy, old, old.Images[0], Now));
    }

    [Theory]
    [InlineData(nameof(CopyVerdict.SourceFailed), 300_000)]
    [InlineData(nameof(CopyVerdict.StoreFailed), 60_000)]
    public void Failures_wait_longer_and_longer_and_those_of_our_own_store_at_most_a_minute(string verdict, long longest)
    {
        var copy = Waiting();
        var waits = new List<long>();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            copy = Fold(copy, CopyResult.Failed(Enum.Parse<CopyVerdict>(verdict), "down"));
            waits.Add(copy.NextTryAt!.Value - Now);
        }

        Assert.InRange(waits[0], 1_000, 1_250);
        Assert.InRange(waits[1], 2_000, 2_500);
        Assert.InRange(waits[4], 16_000, 20_000);
        Assert.All(waits[9..], wait => Assert.InRange(wait, longest, longest * 5 / 4));
        Assert.Equal(CopyState.Waiting, copy.State);
    }

    [Fact]
    public void Two_copies_that_failed_together_do_not_return_together() =>
        Assert.NotEqual(CopyRules.Backoff("img_job_1_1_0", 5, CopyVerdict.SourceFailed), CopyRules.Backoff("img_job_2_1_0", 5, CopyVerdict.SourceFailed));

    [Fact]
    public void A_refused_source_is_asked_for_again_but_not_more_often_than_every_half_minute()
    {
        var refused = CopyResult.Failed(CopyVerdict.SourceRefused, "403");

        var first = Fold(Waiting(), refused);
        var second = Fold(first with { Outbox = [] }, refused, at: Now + 29_000);
        var third = Fold(second, refused, at: Now + 30_000);

        Assert.Equal([0], Said<RefetchImages>(first).Indices);
        Assert.Empty(second.Outbox);
        Assert.Contains(third.Outbox, entry => entry.Type == nameof(RefetchImages));
    }

    [Fact]
    public void Links_that_are_all_refused_are_asked_for_more_and_more_seldom()
    {
        var copy = Waiting();
        var asked = 0;
        for (var minute = 0; minute < 12 * 60; minute++)
        {
            var now = Now + minute * 60_000;
            copy = Fold(copy with { Outbox = [] }, Failed(CopyVerdict.SourceRefused), at: now);
            if (copy.Outbox.Any(entry => entry.Type == nameof(RefetchImages)))
            {
                asked++;
                var fresh = Message($"https://p9.volces.com/{minute}.png", expires: now + CopyRules.LinkLife);
                copy = CopyRules.Hear(copy, fresh, fresh.Images[0], now);
            }
        }

        Assert.Equal(CopyState.Waiting, copy.State);
        Assert.InRange(asked, 70, 80);
    }

    [Fact]
    public void Only_the_third_failed_connection_puts_the_address_in_doubt()
    {
        var unreachable = CopyResult.Failed(CopyVerdict.SourceUnreachable, "refused");

        var second = Fold(Fold(Waiting(), unreachable), unreachable);

        Assert.Empty(second.Outbox);
        Assert.Contains(Fold(second, unreachable).Outbox, entry => entry.Type == nameof(RefetchImages));
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

    public static TheoryData<string> Verdicts => [.. Enum.GetNames<CopyVerdict>().Where(name => name != nameof(CopyVerdict.Copied))];

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Whatever_its_link_gives_a_picture_is_kept_for_as_long_as_that_lives(string verdict)
    {
        var last = Message(Url, gone: true);
        var copy = CopyRules.New(last, last.Images[0], Now);
        for (var now = Now; now < LinkEnd; now = copy.NextTryAt!.Value)
        {
            copy = Fold(copy with { Outbox = [] }, Failed(Enum.Parse<CopyVerdict>(verdict)), at: now);

            Assert.Equal(CopyState.Waiting, copy.State);
            Assert.InRange(copy.NextTryAt!.Value - now, 1_000, 30 * 60_000 * 5 / 4);
            Assert.DoesNotContain(copy.Outbox, entry => entry.Type == nameof(RefetchImages));
        }
        Assert.Equal(CopyState.Stored, Fold(copy, CopyResult.Copied(Picture), at: LinkEnd).State);
    }

    [Theory]
    [InlineData(nameof(CopyVerdict.SourceRefused), "image_source_gone", true)]
    [InlineData(nameof(CopyVerdict.SourceUnreachable), "image_source_gone", true)]
    [InlineData(nameof(CopyVerdict.SourceFailed), "image_source_gone", true)]
    [InlineData(nameof(CopyVerdict.SourceNotAllowed), "image_source_not_allowed", false)]
    [InlineData(nameof(CopyVerdict.NotAPicture), "not_a_picture", true)]
    [InlineData(nameof(CopyVerdict.TooLarge), "picture_too_large", false)]
    public void When_the_last_link_has_ended_the_picture_is_gone_and_the_reason_that_helps_is_told(string verdict, string code, bool retryable)
    {
        var last = Message(Url, gone: true);
        var before = Fold(CopyRules.New(last, last.Images[0], Now), Failed(Enum.Parse<CopyVerdict>(verdict)));

        foreach (var final in new[] { verdict, nameof(CopyVerdict.SourceRefused) })
        {
            var gone = Fold(before, Failed(Enum.Parse<CopyVerdict>(final)), at: LinkEnd);

            Assert.Equal(CopyState.Gone, gone.State);
            Assert.Equal((code, retryable), (Said<ImageStoreFailed>(gone).Error.Code, gone.Error!.Retryable));
        }
    }

    [Fact]
    public void An_outage_of_our_own_store_ends_nothing()
    {
        var last = Message(Url, gone: true);
        var copy = CopyRules.New(last, last.Images[0], Now);

        Assert.Equal(CopyState.Waiting, Fold(copy, Failed(CopyVerdict.StoreFailed), at: LinkEnd + CopyRules.Silence).State);
    }

    [Fact]
    public void A_link_that_has_ended_is_not_given_up_before_the_worker_has_answered_or_can_not_any_more()
    {
        var refused = Failed(CopyVerdict.SourceRefused);

        Assert.Equal(CopyState.Waiting, Fold(Waiting(), refused, at: LinkEnd + CopyRules.Silence - 1).State);
        Assert.Equal(CopyState.Gone, Fold(Waiting(), refused, at: LinkEnd + CopyRules.Silence).State);
    }

    [Fact]
    public void Bytes_in_our_own_store_wait_longer_for_a_higher_limit_than_a_link_and_no_longer_for_anything_else()
    {
        var message = StorageWorld.Generated(null, DateTimeOffset.FromUnixTimeMilliseconds(LinkEnd), key: "incoming/a", gone: true);
        var copy = CopyRules.New(message, message.Images[0], Now);

        Assert.Equal(CopyState.Waiting, Fold(copy, Failed(CopyVerdict.TooLarge), at: LinkEnd + CopyRules.OwnGrace - 1).State);
        Assert.Equal(CopyState.Gone, Fold(copy, Failed(CopyVerdict.TooLarge), at: LinkEnd + CopyRules.OwnGrace).State);
        Assert.Equal(CopyState.Gone, Fold(copy, Failed(CopyVerdict.NotAPicture), at: LinkEnd).State);
        Assert.InRange(Fold(copy, Failed(CopyVerdict.NotAPicture)).NextTryAt!.Value - Now, 60_000, 75_000);
    }

    [Fact]
    public void A_picture_that_is_too_large_is_told_at_once_and_tried_seldom()
    {
        var first = Fold(Waiting(), Failed(CopyVerdict.TooLarge));

        Assert.Equal("picture_too_large", Said<ImageDelayed>(first).Error.Code);
        Assert.InRange(first.NextTryAt!.Value - Now, 60_000, 75_000);
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void What_keeps_a_picture_waiting_is_told_from_the_third_time_on_once_for_each_reason(string verdict)
    {
        var told = new List<(int Try, ImageDelayed Fact)>();
        var copy = Waiting();
        var same = Enum.Parse<CopyVerdict>(verdict);
        var other = same == CopyVerdict.StoreFailed ? CopyVerdict.NotAPicture : CopyVerdict.StoreFailed;
        foreach (var failed in Enumerable.Repeat(same, 6).Concat([other, other, same]))
        {
            copy = Fold(copy with { Outbox = [] }, Failed(failed), at: Now + copy.Tries * 10_000);
            told.AddRange(copy.Outbox.Select(MessageTypes.Read).OfType<ImageDelayed>().Select(fact => (copy.Tries, fact)));
        }

        Assert.Equal(same == CopyVerdict.TooLarge ? [1, 3, 7, 9] : [3, 7, 9], told.Select(each => each.Try));
        Assert.All(told, each => Assert.Contains(each.Fact.Error.Code, ErrorTable.Codes));
        Assert.Equal(Now, told[0].Fact.Since.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Another_reason_has_a_time_of_its_own_and_success_ends_both()
    {
        var copy = Fold(Waiting(), Failed(CopyVerdict.SourceFailed));
        copy = Fold(copy, Failed(CopyVerdict.NotAPicture), at: Now + 7);

        Assert.Equal((Now + 7, "not_a_picture"), (copy.DelayedSince, copy.Error?.Code));
        var stored = Fold(copy, CopyResult.Copied(Picture));
        Assert.Equal((null, null), (stored.DelayedSince, stored.Error));
        Said<ImageStored>(stored);
    }

    [Fact]
    public void A_picture_that_came_as_a_link_is_not_kept_in_its_document()
    {
        var message = Message("data:image/png;base64,AAAA");
        var copy = CopyRules.New(message, message.Images[0], Now);

        Assert.Null(Fold(copy, CopyResult.Copied(Picture)).Source.Url);
        Assert.NotNull(Fold(copy, Failed(CopyVerdict.StoreFailed)).Source.Url);
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
    public void A_failure_of_the_source_before_does_not_delay_the_new_one()
    {
        var copy = Waiting();
        var tried = copy.Source;
        var fresh = Message("https://p9.volces.com/fresh.png");
        copy = CopyRules.Hear(copy, fresh, fresh.Images[0], Now);

        Assert.Same(copy, CopyRules.Fold(copy, tried, CopyResult.Failed(CopyVerdict.SourceRefused, "403"), Now));
        Assert.Equal(CopyState.Stored, CopyRules.Fold(copy, tried, CopyResult.Copied(Picture), Now).State);
    }

    private static CopyResult Failed(CopyVerdict verdict) => CopyResult.Failed(verdict, "?");

    private static ImageCopy Gone()
    {
        var last = Message(Url, gone: true);
        return Fold(CopyRules.New(last, last.Images[0], Now), Failed(CopyVerdict.SourceRefused), at: LinkEnd) with { Outbox = [] };
    }

    private static ImageCopy Waiting() => CopyRules.New(Message(Url), Message(Url).Images[0], Now);

    private static ImageCopy Fold(ImageCopy copy, CopyResult result, long at = Now) => CopyRules.Fold(copy, copy.Source, result, at);

    private static ImagesGenerated Message(string? url, long? expires = null, bool gone = false) =>
        StorageWorld.Generated(url, expires is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, gone: gone);

    private static T Said<T>(ImageCopy copy) => Assert.IsType<T>(MessageTypes.Read(Assert.Single(copy.Outbox)));
}
