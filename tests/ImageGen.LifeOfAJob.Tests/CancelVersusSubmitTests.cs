using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>A person cancels while a worker is about to submit; one write decides. <c>SEED</c> lives one seed alone.</summary>
public sealed class CancelVersusSubmitTests(ITestOutputHelper output)
{
    private const int Interleavings = 1_000;

    [Fact]
    public void Stopped_means_that_nothing_was_paid_and_charged_that_something_was()
    {
        var outcomes = new Dictionary<Cancellation, int>();
        foreach (var seed in Seeds.UpTo(Interleavings))
        {
            var prng = new Prng(seed);
            var step = prng.Below(25);
            var order = new Order
            {
                Model = prng.Chance(0.8) ? Models.Visual : Models.Ark,
                CancelWhen = life => life.Steps > step,
                Closes = false,
            };
            var life = new Life(LifePlan.One(seed, order) with
            {
                LastFirst = prng.Chance(0.3),
                SubmitScript = _ => prng.Chance(0.9) ? SubmitKind.Accepted : SubmitKind.Throttled,
                CancelAnswer = CancelAnswer.Refused,
            }).Run();

            Assert.True(life.Witness.Violation is null, life.Report());
            var paid = life.Provider.Ledger.Count(entry => entry.Counts);
            var attempt = life.Job!.Current;
            Assert.True(attempt.Canceled == (life.Job.Status == JobStatus.Canceled), life.Report());
            Assert.True(attempt.Cancellation switch
            {
                Cancellation.None => life.Job.Status == JobStatus.Succeeded && paid == 1,
                Cancellation.Stopped => paid == 0 && life.Tasks.All.All(task => task.State == TaskState.Canceled),
                Cancellation.Charged => paid == 1 && life.Job.Pictures[0] is { State: PictureState.Stored, Billed: true },
                _ => false,
            }, life.Report());
            outcomes[attempt.Cancellation] = outcomes.GetValueOrDefault(attempt.Cancellation) + 1;
        }

        output.WriteLine(string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}")));
        if (Seeds.Only is null)
            Assert.All([Cancellation.Stopped, Cancellation.Charged], either => Assert.True(outcomes.GetValueOrDefault(either) > Interleavings / 10));
    }
}
