using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;

using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

/// <summary>What a job says, compared with what truly happened; and what holds even of facts that contradict each other.</summary>
public sealed class FoldInvariantTests
{
    private const int Lives = 1000;

    public static TheoryData<int, int, bool> Worlds => new()
    {
        { 1, 1, false },
        { 2, 2, false },
        { 3, 3, false },
        { 4, 3, true },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_job_says_what_is_true_and_pays_twice_only_where_somebody_agreed(int seed, int pictures, bool group)
    {
        for (var life = 0; life < Lives; life++)
        {
            var world = new World(new Random((seed * Lives) + life), pictures, group);
            var before = world.Job;
            for (var step = 0; step < 80; step++)
            {
                if (step % 20 == 19)
                    world.Nudge();
                world.Step();
                Check(before, world, $"seed {seed}, life {life}, step {step}");
                before = world.Job;
            }
            world.Rest();
            CheckAtRest(world, $"seed {seed}, life {life}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Facts_that_contradict_each_other_take_nothing_away(int seed)
    {
        var random = new Random(seed);
        for (var life = 0; life < Lives; life++)
        {
            var job = Job(2);
            for (var step = 0; step < 16; step++)
            {
                var next = Contradict(job, random);
                CheckNothingIsLost(job, next, $"seed {seed}, life {life}, step {step}");
                job = next;
            }
        }
    }

    private static Job Contradict(Job job, Random random)
    {
        var index = random.Next(2);
        var attempt = random.Next(1, 4);
        object? fact = random.Next(18) switch
        {
            0 => null,
            1 => Unknown(index, attempt),
            2 => Failed(index, attempt, billed: random.Next(3) switch { 0 => null, 1 => true, _ => false }),
            3 => Stopped(index, attempt),
            4 => Abandoned(index, attempt, final: random.Next(2) == 0),
            5 => Gone(index, attempt),
            6 or 7 => Generated(index, attempt),
            8 or 9 => Started(index, attempt),
            10 or 11 => OnTheWire(index, random.Next(4), attempt),
            12 => Deferred(index, random.Next(4), attempt),
            13 or 14 => Delayed(index, attempt, random.Next(10)),
            _ => Stored(index, attempt),
        };
        if (fact is null)
        {
            return random.Next(3) switch
            {
                0 => JobRules.Cancel(job, Now),
                1 => JobRules.Expire(job, Now + (30 * 24 * 60 * Minute)),
                _ => JobRules.RefusalOfRetry(job, acceptPossibleCharge: true) is null ? JobRules.Retry(job, true, Now) : job,
            };
        }
        var folded = job.Fold(fact);
        Assert.Same(folded, folded.Fold(fact));
        return folded;
    }

    private static void CheckNothingIsLost(Job before, Job after, string when)
    {
        if (before.Ended && before.Attempt == after.Attempt)
            Assert.True(before.Status == after.Status, $"{when}: an end state changed from {before.Status} to {after.Status}");
        foreach (var (old, now) in before.Pictures.Zip(after.Pictures))
        {
            Assert.True(old.State != PictureState.Stored || now.State == PictureState.Stored, $"{when}: a stored picture became {now.State}");
            Assert.True(old.ImageId is null || now.ImageId == old.ImageId, $"{when}: a picture was lost");
            Assert.True(old.Billed != true || now.Billed == true, $"{when}: a charge was taken back");
            Assert.True(old.Unknown is null || now.Unknown == old.Unknown, $"{when}: what finds a lost call was lost");
        }
        Assert.True(after.Outbox.Count <= 2 * after.Attempts.Count, $"{when}: the outbox grows");
        Assert.True(ReferenceEquals(before, after) || after.Revision > before.Revision, $"{when}: a change that nobody would hear of");
    }

    private static void Check(Job before, World world, string when)
    {
        var job = world.Job;
        Assert.True(world.Violation is null, $"{when}: {world.Violation}");
        if (before.Ended && before.Attempt == job.Attempt)
            Assert.True(before.Status == job.Status, $"{when}: an end state changed from {before.Status} to {job.Status}");
        foreach (var attempt in job.Attempts.Where(attempt => attempt.Cancellation == Cancellation.Stopped))
        {
            var paid = world.Parts.Any(part => part.WasSubmitted
                && (part.Attempt == attempt.Number || attempt.Awaits.Any(place => place.Attempt == part.Attempt && part.Indices.Contains(place.Index))));
            Assert.False(paid, $"{when}: attempt {attempt.Number} is 'stopped', but something was submitted");
        }
        if (job.Settled)
            Assert.True(world.Parts.All(part => part.IsOver), $"{when}: settled while something may still come");
    }

    /// <summary>Everything was heard, so the job says of each place what is true.</summary>
    private static void CheckAtRest(World world, string when)
    {
        var job = world.Job;
        Assert.True(world.Violation is null, $"{when}: {world.Violation}");
        var waits = job.Status == JobStatus.NeedsAttention && world.Parts.Any(part => part.State is Part.Is.Unknown);
        Assert.True(job.Settled || waits, $"{when}: {job.Status} and nothing will ever change: {string.Join("; ", job.Attempts.Select(a => $"{a.Number} [{string.Join(" ", a.Indices)}] canceled {a.CanceledFor} superseded {string.Join(" ", a.Superseded)} awaits {string.Join(" ", a.Awaits)}"))} {string.Join("; ", job.Pictures.Select(p => $"{p.Attempt}/{p.Index} {p.State}"))} truth {string.Join("; ", world.Parts.Select(p => $"{p.Attempt}/{p.Indices[0]} {p.State}"))}");
        foreach (var picture in job.Pictures)
        {
            var part = world.Parts.Single(part => part.Attempt == picture.Attempt && part.Indices.Contains(picture.Index));
            Assert.True(picture.State == part.Truth(picture.Index), $"{when}: {picture.Attempt}/{picture.Index} is {picture.State}, in truth {part.Truth(picture.Index)}");
        }
    }
}
