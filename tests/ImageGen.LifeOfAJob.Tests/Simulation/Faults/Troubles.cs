using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Faults;

/// <summary>What may make a life hard for a while, or for good. Each changes the plan; several may come together.</summary>
internal static class Troubles
{
    private const long Minute = 60_000;

    private static readonly (int Weight, Func<LifePlan, Prng, LifePlan> Change)[] All =
    [
        (8, StoreIsAway),
        (5, StoreIsAwayForMinutes),
        (5, (plan, prng) => Spell(plan, prng, Place.Broker, 5_000, 2 * Minute, Manner.Away, Manner.Cut)),
        (5, (plan, prng) => Spell(plan, prng, Place.Objects, 5_000, 2 * Minute, Manner.Away, Manner.Cut)),
        (8, (plan, prng) => Spell(plan, prng, Place.Submits, 5_000, 2 * Minute, Manner.Away, Manner.Cut, Manner.Failing, Manner.PageAfter, Manner.PageBefore)),
        (5, (plan, prng) => Spell(plan, prng, Place.Submits, 5_000, 5 * Minute, Manner.Throttled)),
        (2, (plan, prng) => Spell(plan, prng, Place.Submits, 17 * Minute, 25 * Minute, Manner.Throttled)),
        (3, FullAndThenAway),
        (5, (plan, prng) => Spell(plan, prng, Place.Submits, 5_000, Minute, Manner.Refused, Manner.NotPermitted)),
        (2, (plan, prng) => Spell(plan, prng, Place.Submits, 5 * Minute, 10 * Minute, Manner.Refused)),
        (12, (plan, prng) => Spell(
            plan, prng, Place.Results, 5_000, 4 * Minute, Manner.Away, Manner.Cut, Manner.Failing, Manner.PageBefore, Manner.Throttled, Manner.Stale, Manner.Empty, Manner.Refused)),
        (4, (plan, prng) => Spell(plan, prng, Place.Cancels, 5_000, 3 * Minute, Manner.Away, Manner.Failing)),
        (10, (plan, prng) => Spell(plan, prng, Place.Pictures, 5_000, 3 * Minute, Manner.Away, Manner.Failing, Manner.Forbidden, Manner.Stale, Manner.Empty)),
        (8, OneJobIsPeculiar),
        (6, OneProcessIsPeculiar),
        (8, ProcessesComeAndGo),
        (3, StoppedWhileSomebodyWaits),
        (4, InputsAreSlow),
        (5, Crowd),
        (3, ManyAskAtOnce),
        (3, ManyAreReadAgainAtOnce),
        (3, CanceledWhileTheBrokerIsAway),
        (3, CanceledWhileNobodyListens),
        (3, RefusedAndRetried),
        (5, (plan, prng) => Documents(plan, prng, InterventionKind.Spoil)),
        (5, (plan, prng) => Documents(plan, prng, InterventionKind.Enrich)),
        (3, ABackupIsRestored),
    ];

    public static LifePlan Any(LifePlan plan, Prng prng)
    {
        var at = prng.Below(All.Sum(trouble => trouble.Weight));
        foreach (var (weight, change) in All)
        {
            if ((at -= weight) < 0)
                return change(plan, prng);
        }

        return plan;
    }

    private static LifePlan Spell(LifePlan plan, Prng prng, Place place, long shortest, long longest, params Manner[] manners)
    {
        var from = prng.Between(0, 40_000);
        var front = new Front(place, manners[prng.Below(manners.Length)], from, from + prng.Between(shortest, longest))
        {
            Density = prng.Chance(0.6) ? 1 : 0.4,
            Account = prng.Chance(0.2) ? Account.First.Name : null,
        };
        return Add(plan, front);
    }

    private static LifePlan Add(LifePlan plan, params Front[] fronts) => plan with
    {
        Fronts = [.. plan.Fronts, .. fronts],
        CalmAt = Math.Max(plan.CalmAt, fronts.Max(front => front.Until) + 1_000),
    };

    private static LifePlan StoreIsAway(LifePlan plan, Prng prng)
    {
        var from = prng.Between(0, 40_000);
        return Add(plan, new Front(Place.Documents, prng.Chance(0.5) ? Manner.Away : Manner.Cut, from, from + prng.Between(1_000, 40_000))
        {
            Density = prng.Chance(0.5) ? 1 : 0.2,
            Process = prng.Chance(0.5) ? plan.Processes[prng.Below(plan.Processes.Count)].Name : null,
        });
    }

    /// <summary>Longer than a message is tried, and its fault perhaps, too.</summary>
    private static LifePlan StoreIsAwayForMinutes(LifePlan plan, Prng prng)
    {
        var from = prng.Between(0, 10_000);
        var front = new Front(Place.Documents, Manner.Away, from, from + prng.Between(70_000, 280_000));
        // Orders that came just before it.
        return Add(plan, front) with
        {
            Orders = [.. plan.Orders.Select(order => prng.Chance(0.5) ? order with { At = Math.Max(0, from - prng.Between(5, 60)) } : order)],
        };
    }

    /// <summary>The provider has no room, and then is away for longer than a job may take.</summary>
    private static LifePlan FullAndThenAway(LifePlan plan, Prng prng)
    {
        var away = prng.Between(20_000, Minute);
        return Add(
            plan,
            new Front(Place.Submits, Manner.Throttled, 0, away),
            new Front(Place.Submits, Manner.Away, away, away + prng.Between(17 * Minute, 25 * Minute))) with
        {
            Orders = [new Order { Model = Models.Ark }, .. plan.Orders],
        };
    }

    private static LifePlan OneJobIsPeculiar(LifePlan plan, Prng prng)
    {
        var quirk = (Quirk)(1 + prng.Weighted(35, 25, 15, 10));
        var order = new Order
        {
            Model = quirk is Quirk.PendingForEver or Quirk.DoneWithout ? Models.Visual : Models.All[prng.Below(4)],
            Quirk = quirk,
            CancelsAfter = quirk == Quirk.PendingForEver && prng.Chance(0.4) ? prng.Between(10_000, 60_000) : null,
        };
        // Only a body with a picture in it is so large that it can break off.
        var changed = quirk == Quirk.BodyIsCut
            ? plan with { Orders = [order with { Model = Models.Ark, WithInput = true, QueueDeadlineSeconds = 7_200 }, new Order { Model = Models.Ark, At = prng.Between(5_000, 60_000) }, .. plan.Orders] }
            : plan with { Orders = [order, .. plan.Orders] };
        return quirk == Quirk.PendingForEver && prng.Chance(0.5)
            ? changed with { Concurrency = 1, Orders = [.. changed.Orders, new Order { At = prng.Between(5_000, 60_000) }] }
            : changed;
    }

    private static LifePlan OneProcessIsPeculiar(LifePlan plan, Prng prng)
    {
        var workers = plan.Processes.Where(process => process.Roles == Roles.Worker).ToList();
        if (workers.Count < 2)
            return Change(plan, plan.Processes[prng.Below(plan.Processes.Count)], process => process with { Skew = prng.Between(-5_000, 5_000) });
        var (one, other) = (workers[0], workers[1]);
        return prng.Weighted(20, 15, 25, 20, 20) switch
        {
            0 => Change(plan, plan.Processes[prng.Below(plan.Processes.Count)], process => process with { Skew = prng.Between(-5_000, 5_000) }),
            1 => Change(plan, one, process => process with { Skew = prng.Chance(0.5) ? -prng.Between(16 * Minute, 60 * Minute) : prng.Between(16 * Minute, 60 * Minute) }),
            2 => Change(plan, one, process => process with { HasDeadKeys = true }),
            3 => Change(plan, one, process => process with { UnknownModel = Models.All[prng.Below(4)] }),
            _ => Change(Change(plan, one, process => process with { LacksArk = true }), other, process => process with { LacksVisual = true }) with
            {
                // When all of them have said what they serve.
                Orders = [.. plan.Orders, .. Models.All.Select(model => new Order { Model = model, At = prng.Between(65_000, 100_000) })],
            },
        };
    }

    private static LifePlan Change(LifePlan plan, ProcessPlan one, Func<ProcessPlan, ProcessPlan> change) =>
        plan with { Processes = [.. plan.Processes.Select(process => process.Name == one.Name ? change(process) : process)] };

    private static LifePlan ProcessesComeAndGo(LifePlan plan, Prng prng)
    {
        var at = prng.Between(100, 40_000);
        var kind = (InterventionKind)prng.Weighted(30, 60, 10);
        if (kind == InterventionKind.Stop && prng.Chance(0.3))
        {
            // One after the other, as an upgrade does.
            return plan with
            {
                Interventions = [.. plan.Interventions, .. plan.Processes.Select((process, i) => new Intervention(kind, process.Name, at + (i * 5_000), 1_000))],
            };
        }

        var down = kind == InterventionKind.Sleep ? prng.Between(30_000, 200_000) : prng.Between(0, 20_000);
        return plan with
        {
            Interventions = [.. plan.Interventions, new Intervention(kind, plan.Processes[prng.Below(plan.Processes.Count)].Name, at, down)],
        };
    }

    private static LifePlan StoppedWhileSomebodyWaits(LifePlan plan, Prng prng)
    {
        var at = prng.Between(500, 6_000);
        return plan with
        {
            Orders = [new Order { Pictures = 4, Waits = 60 }, .. plan.Orders],
            Interventions = [.. plan.Interventions, .. plan.Processes.Where(process => process.Roles.HasFlag(Roles.Jobs)).Select(process => new Intervention(InterventionKind.Stop, process.Name, at, 1_000))],
        };
    }

    private static LifePlan InputsAreSlow(LifePlan plan, Prng prng) => plan with
    {
        InputReads = prng.Between(20_000, 90_000),
        Orders = [new Order { Model = Models.Ark, WithInput = true, Owner = "cleo" }, .. plan.Orders],
    };

    /// <summary>Many wait in one line, and one comes later who should not wait for all of them, perhaps because there was no room for it once.</summary>
    private static LifePlan Crowd(LifePlan plan, Prng prng)
    {
        var model = prng.Chance(0.5) ? Models.Visual : Models.Older;
        var full = new Front(Place.Submits, Manner.Throttled, 2_000, Minute) { Density = 0.4 };
        return (prng.Chance(0.5) ? Add(plan, full) : plan) with
        {
            Concurrency = 1,
            Orders =
            [
                new Order { Model = model, Pictures = (int)prng.Between(7, 10), Batch = prng.Chance(0.7) },
                new Order { Model = model, At = prng.Between(2_000, 6_000), Owner = prng.Chance(0.7) ? "ada" : "ben" },
                .. plan.Orders.Take(2),
            ],
        };
    }

    /// <summary>Those who ask for results are told together that they were too many.</summary>
    private static LifePlan ManyAskAtOnce(LifePlan plan, Prng prng)
    {
        var from = prng.Between(0, 15_000);
        return Add(WithMany(plan, prng), new Front(Place.Results, Manner.Throttled, from, from + prng.Between(5_000, Minute))) with { PollsPerSecond = 5 };
    }

    /// <summary>Storage hears of many pictures together, and their links are refused.</summary>
    private static LifePlan ManyAreReadAgainAtOnce(LifePlan plan, Prng prng)
    {
        var from = prng.Between(1_500, 4_000);
        var until = from + prng.Between(50_000, 80_000);
        return Add(WithMany(plan, prng), new Front(Place.Broker, Manner.Away, from, until), new Front(Place.Pictures, Manner.Forbidden, 0, until + Minute)) with { PollsPerSecond = 1 };
    }

    private static LifePlan WithMany(LifePlan plan, Prng prng) => plan with
    {
        Concurrency = null,
        Orders = [new Order { Pictures = (int)prng.Between(7, 9) }, new Order { Pictures = (int)prng.Between(7, 9) }, .. plan.Orders.Take(1)],
    };

    private static LifePlan Documents(LifePlan plan, Prng prng, InterventionKind kind) => plan with
    {
        Interventions = [.. plan.Interventions, .. Enumerable.Range(0, 3).Select(_ => new Intervention(kind, "", prng.Between(20, 30_000), 0))],
    };

    private static LifePlan ABackupIsRestored(LifePlan plan, Prng prng)
    {
        var backup = prng.Between(10, 3_000);
        var later = prng.Between(1_000, 30_000);
        return plan with
        {
            Interventions = [new Intervention(InterventionKind.Restore, "", backup + later, later)],
            // Who asks again after it does so on purpose.
            Orders = [.. plan.Orders.Select(order => order with { Retries = 0, At = order.At / 20 })],
            CalmAt = Math.Max(plan.CalmAt, backup + later + 1_000),
        };
    }

    /// <summary>Each attempt is over soon, so that a retry that is sent twice finds the one that it opened at its end.</summary>
    private static LifePlan RefusedAndRetried(LifePlan plan, Prng prng) => plan with
    {
        Orders = [new Order { Quirk = Quirk.Refused, Model = Models.All[prng.Below(4)], Retries = 1 + prng.Below(2), RetriesTwice = true }, .. plan.Orders],
    };

    private static LifePlan CanceledWhileTheBrokerIsAway(LifePlan plan, Prng prng)
    {
        var from = prng.Between(0, 5_000);
        return Add(plan, new Front(Place.Broker, Manner.Away, from, from + prng.Between(60_000, 3 * Minute))) with
        {
            Orders = [new Order { At = from + prng.Between(0, 5_000), CancelsAfter = prng.Between(100, 30_000) }, .. plan.Orders],
        };
    }

    /// <summary>The provider, or who stands before it, has no time for a cancel of what it will never finish.</summary>
    private static LifePlan CanceledWhileNobodyListens(LifePlan plan, Prng prng) =>
        Add(plan, new Front(Place.Cancels, Manner.Failing, 0, prng.Between(60_000, 3 * Minute))) with
        {
            Orders = [new Order { Quirk = Quirk.PendingForEver, CancelsAfter = prng.Between(5_000, 30_000) }, .. plan.Orders],
        };
}
