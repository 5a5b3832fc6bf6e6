using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Messages are hints: one that is lost, said twice or overtaken by all others changes nothing in the end. <c>SEED</c> lives one
/// seed alone.
/// </summary>
public sealed class DropEachMessageOnceTests
{
    private const int Lives = 3;
    private const int ReversedLives = 30;

    public static TheoryData<string> Scenario { get; } = [.. Scenarios.Certain];

    [Theory]
    [MemberData(nameof(Scenario))]
    public void A_message_that_is_lost_changes_nothing(string scenario) => EachAt(scenario, MessageFate.Dropped);

    [Theory]
    [MemberData(nameof(Scenario))]
    public void A_message_that_comes_twice_changes_nothing(string scenario) => EachAt(scenario, MessageFate.Doubled);

    [Theory]
    [MemberData(nameof(Scenario))]
    public void Nor_does_it_when_each_is_lost_the_first_time(string scenario)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var plan = Scenarios.Plan(scenario, seed);
            var heard = new HashSet<string>();
            EndsAlike(plan, plan with { MessageScript = message => heard.Add($"{message.Name} {message.Queue}") ? MessageFate.Dropped : MessageFate.Delivered });
        }
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public void Nor_does_it_when_the_youngest_comes_first_and_each_comes_twice(string scenario)
    {
        foreach (var seed in Seeds.UpTo(ReversedLives))
        {
            var plan = Scenarios.Plan(scenario, seed);
            EndsAlike(plan, plan with { LastFirst = true });
            EndsAlike(plan, plan with { LastFirst = true, MessageScript = _ => MessageFate.Doubled });
        }
    }

    private static void EachAt(string scenario, MessageFate fate)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var plan = Scenarios.Plan(scenario, seed);
            var messages = new Life(plan).Run().Bus.Published;
            Assert.True(messages > 0);
            for (var number = 1; number <= messages; number++)
                EndsAlike(plan, plan with { MessageScript = message => message.Number == number ? fate : MessageFate.Delivered });
        }
    }

    private static void EndsAlike(LifePlan plan, LifePlan disturbed)
    {
        var expected = FinalDocuments.Of(new Life(plan).Run());
        var life = new Life(disturbed).Run();
        Assert.True(life.Witness.Violation is null, life.Report());
        Assert.True(FinalDocuments.Of(life) == expected, $"It should have come to\n{expected}\n{life.Report()}");
    }
}
