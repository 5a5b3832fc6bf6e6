using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Any life: all of it follows from the seed.</summary>
internal static class AnyLife
{
    private static readonly string[] Owners = ["ada", "ben", "cleo"];

    public static LifePlan Of(ulong seed)
    {
        var prng = new Prng(seed ^ 0x5DEECE66D);
        var calmAt = prng.Between(20_000, 150_000);
        var plan = new LifePlan
        {
            Seed = seed,
            Orders = [.. Enumerable.Range(0, 1 + prng.Weighted(15, 30, 25, 15, 10, 5)).Select(_ => OrderOf(prng))],
            Processes = prng.Chance(0.15) ? ProcessPlan.Standalone : ProcessesOf(prng),
            Faults = prng.Weighted(25, 15, 15, 15, 10, 10, 10),
            FaultRate = prng.Chance(0.5) ? 0.01 : 0.05,
            CalmAt = calmAt,
            LastFirst = prng.Chance(0.08),
            CallsBack = prng.Chance(0.25),
            Concurrency = prng.Weighted(50, 25, 25) switch { 0 => null, var most => most },
            PollsPerSecond = prng.Weighted(50, 25, 25) switch { 0 => null, 1 => 2, _ => 5 },
        };
        for (var troubles = prng.Weighted(20, 35, 30, 15); troubles > 0; troubles--)
            plan = Troubles.Any(plan, prng);
        return plan;
    }

    /// <summary>Calls stand in each other's way: one at a time, over two workers.</summary>
    public static LifePlan WithLittleRoom(ulong seed)
    {
        var plan = Of(seed);
        return plan with { Concurrency = 1, Orders = [.. plan.Orders.Select(order => order with { Pictures = Math.Max(2, order.Pictures) })] };
    }

    /// <summary>Most of what has ended is deleted for good.</summary>
    public static LifePlan WithPurges(ulong seed)
    {
        var plan = Of(seed);
        var prng = new Prng(seed ^ 0x50F7);
        return plan with { Orders = [.. plan.Orders.Select(order => order with { Purges = prng.Chance(0.7) })] };
    }

    private static Order OrderOf(Prng prng)
    {
        var model = Models.All[prng.Weighted(40, 20, 15, 25)];
        var group = model == Models.Group ? prng.Chance(0.8) : model == Models.Ark && prng.Chance(0.4);
        return new Order
        {
            Owner = Owners[prng.Weighted(60, 25, 15)],
            Model = model,
            Group = group,
            Pictures = 1 + (group ? prng.Weighted(10, 40, 40, 10) : prng.Weighted(65, 25, 10)),
            WithInput = model == Models.Ark && prng.Chance(0.25),
            Batch = prng.Chance(0.2),
            DeadlineSeconds = prng.Chance(0.08) ? (int)prng.Between(5, 60) : null,
            QueueDeadlineSeconds = prng.Chance(0.06) ? (int)prng.Between(1, 120) : null,
            At = prng.Chance(0.5) ? 0 : prng.Between(0, 60_000),
            HasKey = prng.Chance(0.85),
            Waits = prng.Chance(0.15) ? (int)prng.Between(5, 60) : null,
            GoesAwayAfter = prng.Chance(0.1) ? prng.Between(1, 3_000) : null,
            CancelsAfter = prng.Chance(0.18) ? prng.Between(0, prng.Chance(0.5) ? 2_000 : 60_000) : null,
            Retries = prng.Weighted(50, 35, 15),
            Consents = prng.Chance(0.8),
            RetriesTwice = prng.Chance(0.15),
            RetriesAtOnce = prng.Chance(0.3),
            Closes = prng.Chance(0.75),
        };
    }

    private static List<ProcessPlan> ProcessesOf(Prng prng)
    {
        var accounts = prng.Chance(0.25) ? new[] { Account.First, Account.Second } : [Account.First];
        return
        [
            .. Enumerable.Range(1, 1 + prng.Weighted(50, 50)).Select(number => new ProcessPlan($"api{number}", Roles.Jobs)),
            .. Enumerable.Range(1, 1 + prng.Weighted(30, 60, 10)).Select(number => new ProcessPlan($"worker{number}", Roles.Worker) { Accounts = accounts }),
            .. Enumerable.Range(1, 1 + prng.Weighted(80, 20)).Select(number => new ProcessPlan($"storage{number}", Roles.Storage)),
        ];
    }
}
