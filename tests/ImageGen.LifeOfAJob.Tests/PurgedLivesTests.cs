using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Flaws;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Jobs are deleted for good as soon as they have ended, whatever is still on its way: no object is left without its document, no document
/// without its object, what was paid stays in the bill, and nothing that is to be kept goes. <c>SEED</c> lives one seed alone.
/// </summary>
public sealed class PurgedLivesTests(ITestOutputHelper output)
{
    private const int Lives = 150;

    /// <summary>After it nobody remembers what has gone.</summary>
    private const long Month = 31 * 24 * 3_600_000L;

    private static readonly Dictionary<string, LifePlan> Plans = new()
    {
        ["one picture"] = LifePlan.One(1, new Order { Purges = true }),
        ["a late picture"] = LifePlan.One(1, new Order { Purges = true, DeadlineSeconds = 5 }) with { ProviderTimeScript = () => 60_000 },
    };

    public static TheoryData<string> Scenario { get; } = [.. Plans.Keys];

    [Fact]
    public void Whatever_happens_what_is_deleted_for_good_is_gone_and_nothing_else()
    {
        var gone = 0;
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = new Life(AnyLife.WithPurges(seed) with { TraceLength = Seeds.Only is null ? LifePlan.ShortTrace : LifePlan.LongTrace }).Run();
            Holds(life);
            gone += life.Witness.Gone.Count;
        }

        output.WriteLine($"{gone} jobs have gone for good");
        if (Seeds.Only is null)
            Assert.True(gone > Lives / 2, $"{gone} of {Lives}");
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public void A_process_that_dies_at_any_step_leaves_nothing_behind(string scenario)
    {
        foreach (var plan in new[] { ProcessPlan.Usual, ProcessPlan.Standalone }.Select(processes => Plans[scenario] with { Processes = processes }))
        {
            var steps = new Life(plan).Run().Steps;
            for (var at = 1; at <= steps; at++)
            {
                IsGone(new Life(plan with { StepScript = Scripts.At(at, Fault.KillBefore) }).Run());
                IsGone(new Life(plan with { StepScript = Scripts.At(at, Fault.KillAfter) }).Run());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public void Nor_does_a_message_that_is_lost_or_comes_twice(string scenario)
    {
        var plan = Plans[scenario];
        var messages = new Life(plan).Run().Bus.Published;
        for (var number = 1; number <= messages; number++)
        {
            foreach (var fate in new[] { MessageFate.Dropped, MessageFate.Doubled })
                IsGone(new Life(plan with { MessageScript = message => message.Number == number ? fate : MessageFate.Delivered }).Run());
        }
    }

    /// <summary>The lives are worth what they notice: each guard is left out in turn.</summary>
    [Theory]
    [InlineData(nameof(PurgeGuards.NotSettledIsAsked), nameof(Invariant.OnlyMarkedGoes))]
    [InlineData(nameof(PurgeGuards.AnswerIsNotAwaited), nameof(Invariant.NoOrphans))]
    [InlineData(nameof(PurgeGuards.MarkIsTakenBack), nameof(Invariant.OnlyMarkedGoes))]
    public void Leaving_out_a_guard_is_noticed(string guard, string broken)
    {
        var flaw = (Flaw)Activator.CreateInstance(typeof(PurgeGuards).GetNestedType(guard)!)!;
        Assert.Contains(Seeds.UpTo(Lives), seed => new Life(AnyLife.WithPurges(seed) with { Flaw = flaw }).Run().Witness.Violation?.Invariant.ToString() == broken);
    }

    private static void IsGone(Life life)
    {
        Holds(life);
        // A person who died with his process, or had to decide, has deleted nothing.
        Assert.True(life.People.All(person => person.HasPurged == (life.Witness.Gone.Count == 1)), life.Report());
        if (life.Witness.Gone.Count == 1)
            Assert.True(life.Objects.Count == 0 && !life.Copies.All.Any(), life.Report());
    }

    private static void Holds(Life life)
    {
        Assert.True(life.Witness.Violation is null, life.Report());
        life.Then(later => later.Clock.Now += Month);
        life.Witness.CheckSwept();
        Assert.True(life.Witness.Violation is null, life.Report());
    }
}
