using static ImageGen.Jobs.Tests.Some;

namespace ImageGen.Jobs.Tests;

/// <summary>Whatever is said and done, in whatever order, even what contradicts itself.</summary>
public sealed class FoldInvariantTests
{
    private const int Pictures = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_lives_keep_every_promise(int seed)
    {
        var random = new Random(seed);
        for (var life = 0; life < 2000; life++)
        {
            var job = Job(Pictures);
            for (var step = 0; step < 14; step++)
            {
                var next = Step(job, random);
                Check(job, next, $"seed {seed}, life {life}, step {step}");
                job = next;
            }
        }
    }

    private static Job Step(Job job, Random random)
    {
        var index = random.Next(Pictures);
        var attempt = random.Next(1, 4);
        return random.Next(16) switch
        {
            0 => JobRules.Cancel(job, Now),
            1 => JobRules.Expire(job, Now + (30 * 24 * 60 * Minute)),
            2 => JobRules.RefusalOfRetry(job, acceptPossibleCharge: true) is null && job.Attempt < 3 ? JobRules.Retry(job, true, Now) : job,
            3 => JobRules.Nudge(job, Now),
            4 => job.Fold(Unknown(index, attempt)),
            5 => job.Fold(Failed(index, attempt, billed: random.Next(3) switch { 0 => null, 1 => true, _ => false })),
            6 => job.Fold(Stopped(index, attempt)),
            7 => job.Fold(Abandoned(index, attempt, final: random.Next(2) == 0)),
            8 => job.Fold(Gone(index, attempt)),
            9 or 10 => job.Fold(Generated(index, attempt)),
            11 => job.Fold(Started(index, attempt)),
            12 => job.Fold(OnTheWire(index, attempt)),
            13 => job.Fold(Delayed(index, attempt, random.Next(10))),
            _ => job.Fold(Stored(index, attempt)),
        };
    }

    private static void Check(Job before, Job after, string when)
    {
        if (before.Ended && before.Attempt == after.Attempt)
            Assert.True(before.Status == after.Status, $"{when}: an end state changed from {before.Status} to {after.Status}");
        foreach (var (old, now) in before.Pictures.Zip(after.Pictures))
            Assert.True(now.State >= old.State, $"{when}: knowledge was lost, {old.State} became {now.State}");
        foreach (var attempt in after.Attempts)
        {
            var pictures = after.PicturesOf(attempt.Number).ToArray();
            Assert.True(
                attempt.Cancellation != Cancellation.Stopped || pictures.All(picture => picture.State == PictureState.Stopped),
                $"{when}: 'stopped', but something was submitted");
            Assert.True(attempt.Canceled || attempt.Number == after.Attempt, $"{when}: an attempt was left open by a retry");
        }
        Assert.True(after.Settled == (after.NudgeAt is null), $"{when}: settled and nudged do not agree");
        Assert.True(
            !after.Settled || (after.Ended && after.Pictures.All(picture => picture.State.IsFinal())), $"{when}: settled too early");
        Assert.True(after.Outbox.Count <= 2 * after.Attempts.Count, $"{when}: the outbox grows");
        Assert.True(ReferenceEquals(before, after) || after.Revision >= before.Revision, $"{when}: the revision went back");
    }
}
