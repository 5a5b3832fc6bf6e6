using System.Text.Json;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

/// <summary>Facts in any order, any number of times, leave the same document.</summary>
public sealed class FoldOrderTests
{
    private static Job Canceled(int count) => JobRules.Cancel(Job(count), Now);

    private static Job Retried() => JobRules.Retry(Job().After(Failed(0)), acceptPossibleCharge: false, Now);

    private static Job RetriedWhileUnknown() => JobRules.Retry(Job().After(Unknown(0)), acceptPossibleCharge: true, Now);

    private static Job RetriedBesideRunning() => JobRules.Retry(Job(2).After(Unknown(0), Started(1)), acceptPossibleCharge: true, Now);

    internal static readonly (string Name, Func<Job> Job, object[] Facts)[] Lives =
    [
        ("two pictures", () => Job(2), [Started(0), Started(1), Generated(0), Generated(1), Stored(0), Stored(1)]),
        ("one picture fails", () => Job(2), [Started(0), Generated(0), Stored(0), Started(1), Failed(1)]),
        ("a call on the wire is lost and closed", () => Canceled(1), [OnTheWire(0), Unknown(0), Abandoned(0), Abandoned(0, final: true)]),
        ("one of a call on the wire arrives, the other is lost", () => Canceled(2), [OnTheWire(0), OnTheWire(1), Generated(0), Stored(0), Unknown(1), Abandoned(1, final: true)]),
        ("an unknown one turns up", () => Job(), [Unknown(0), Started(0), Generated(0), Stored(0)]),
        ("an unknown one is refused", () => Job(2), [Unknown(0), Failed(0), Started(1), Generated(1), Stored(1)]),
        ("a group delivers two of three", () => Job(3), [Generated([0, 1, 2], [0, 2]), Stored(0), Stored(2)]),
        ("pictures wait for our store", () => Job(2), [Delayed(0), Generated(0), Delayed(0, minutes: 6), Stored(0), Generated(1), Delayed(1), Gone(1)]),
        ("a source is gone", () => Job(2), [Started(0), Generated(0), Gone(0), Generated(1), Stored(1)]),
        ("canceled before anything was sent", () => Canceled(2), [Stopped(0), Stopped(1)]),
        ("canceled while one was running", () => Canceled(2), [Started(0), Generated(0), Stored(0), Stopped(1)]),
        ("canceled, given up, and turned up after all", () => Canceled(1), [Unknown(0), Abandoned(0), Started(0), Generated(0), Stored(0)]),
        ("canceled and never heard of", () => Canceled(1), [Unknown(0), Abandoned(0), Abandoned(0, final: true)]),
        ("a call waits again and goes out once more", () => Job(), [OnTheWire(0, 1, 1), Deferred(0, 1), OnTheWire(0, 2, 1), Generated(0), Stored(0)]),
        ("a call waits again and is lost", () => Canceled(1), [OnTheWire(0, 1, 1), Deferred(0, 1), OnTheWire(0, 2, 1), Unknown(0), Abandoned(0, final: true)]),
        ("a call of a worker that does not count is followed by one of a worker that does", () => Job(), [OnTheWire(0), Deferred(0, 1), OnTheWire(0, 2, 1), Failed(0)]),
        ("retried beside a place that was left to the first attempt", RetriedBesideRunning, [Started(1), Generated(1), Stored(1), Abandoned(0, final: true), Started(0, 2), Generated(0, 2), Stored(0, 2)]),
        ("retried, and the first attempt brings its picture", Retried, [Generated(0), Stored(0), Started(0, 2), Generated(0, 2), Stored(0, 2)]),
        ("retried, and only the first attempt has a picture", RetriedWhileUnknown, [Abandoned(0), Started(0), Generated(0), Stored(0), Failed(0, 2)]),
    ];

    public static TheoryData<string> Names => [.. Lives.Select(life => life.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_order_leaves_the_same_document(string name)
    {
        var (_, job, facts) = Lives.Single(life => life.Name == name);
        var expected = Document(job().After(facts));
        Assert.All(Orders(facts), order => Assert.Equal(expected, Document(job().After(order))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_order_with_repetitions_leaves_the_same_document(string name)
    {
        var (_, job, facts) = Lives.Single(life => life.Name == name);
        var expected = Document(job().After(facts));
        var random = new Random(17);
        for (var round = 0; round < 300; round++)
        {
            object[] order = [.. facts, .. facts, .. random.GetItems(facts, 3)];
            random.Shuffle(order);
            Assert.Equal(expected, Document(job().After(order)));
        }
    }

    /// <summary>Lives that chance has made: retried, canceled and expired at any moment, with calls that wait again and pictures that come one by one.</summary>
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 2, false)]
    [InlineData(3, 3, false)]
    [InlineData(4, 3, true)]
    public void What_was_said_since_the_last_wish_leaves_the_same_document_in_any_order(int seed, int pictures, bool group)
    {
        for (var life = 0; life < 800; life++)
        {
            var random = new Random((seed * 800) + life);
            var world = new World(random, pictures, group);
            for (var step = random.Next(20, 120); step > 0; step--)
                world.Step();
            object[] facts = [.. world.Said];
            var expected = Document(world.AtLastWish.After(facts));
            for (var round = 0; round < 8; round++)
            {
                object[] order = [.. facts, .. facts.Take(round)];
                random.Shuffle(order);
                Assert.True(expected == Document(world.AtLastWish.After(order)), $"seed {seed}, life {life}: {string.Join(", ", order)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fact_that_is_known_changes_nothing(string name)
    {
        var (_, job, facts) = Lives.Single(life => life.Name == name);
        var done = job().After(facts);
        Assert.All(facts, fact => Assert.Same(done, done.Fold(fact)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_life_ends_settled(string name)
    {
        var (_, job, facts) = Lives.Single(life => life.Name == name);
        var done = job().After(facts);
        Assert.True(done.Ended);
        Assert.True(done.Settled);
        Assert.Null(done.NudgeAt);
        Assert.Null(done.ExpiresAt);
    }

    /// <summary>All but the counter of changes and what still waits to be sent.</summary>
    private static string Document(Job job) => JsonSerializer.Serialize(job with { Revision = 0, Outbox = [] }, DocumentJson.Options);

    private static IEnumerable<object[]> Orders(object[] facts)
    {
        if (facts.Length <= 1)
            return [facts];
        return Enumerable.Range(0, facts.Length).SelectMany(first =>
            Orders([.. facts[..first], .. facts[(first + 1)..]]).Select(object[] (rest) => [facts[first], .. rest]));
    }
}
