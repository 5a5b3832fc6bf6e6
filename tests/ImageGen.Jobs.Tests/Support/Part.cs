using ImageGen.Contracts;
using ImageGen.Jobs.Domain;

namespace ImageGen.Jobs.Tests.Support;

/// <summary>One call of a <see cref="World"/>: what truly becomes of it.</summary>
internal sealed class Part(int attempt, int[] indices)
{
    internal enum Is
    {
        Ready,
        OnTheWire,
        Unknown,
        Abandoned,
        Running,
        Stopped,
        Forgotten,
        Failed,
        Delivered,
    }

    private readonly HashSet<int> made = [];
    private readonly Dictionary<int, bool> stored = [];
    private readonly Dictionary<int, int> delays = [];
    private int submissions;
    private bool deferred;
    private bool isWithdrawn;

    public int Attempt => attempt;

    public int[] Indices => indices;

    public Is State { get; set; }

    public bool WasSubmitted => submissions > 0 && !deferred;

    /// <summary>Some of its pictures came before the connection broke: nobody will ever hear of the others.</summary>
    public bool IsCut => made.Count > 0 && made.All(stored.ContainsKey);

    public bool IsOver => State is Is.Stopped or Is.Forgotten or Is.Failed or Is.Delivered && made.All(stored.ContainsKey);

    /// <summary>Its picture may still come, or is there.</summary>
    public bool MayStillCost(int index) => made.Contains(index)
        ? stored.GetValueOrDefault(index, true)
        : State is Is.Ready or Is.OnTheWire or Is.Unknown or Is.Abandoned or Is.Running;

    /// <summary>What a job should say of the place once it has heard everything.</summary>
    public PictureState Truth(int index) => made.Contains(index)
        ? !stored.TryGetValue(index, out var whole) ? PictureState.Generated : whole ? PictureState.Stored : PictureState.Gone
        : State switch
        {
            Is.Ready => PictureState.Open,
            Is.OnTheWire => PictureState.OnTheWire,
            Is.Unknown => PictureState.Unknown,
            Is.Abandoned => PictureState.Abandoned,
            Is.Running => PictureState.Running,
            Is.Stopped => PictureState.Stopped,
            Is.Forgotten => PictureState.Unresolved,
            _ => PictureState.Failed,
        };

    public void Cancel()
    {
        isWithdrawn = true;
        State = State switch
        {
            Is.Ready => Is.Stopped,
            Is.Unknown => Is.Abandoned,
            _ => State,
        };
    }

    /// <returns>Whether it was submitted just now.</returns>
    public bool Advance(Random random)
    {
        if (made.Except(stored.Keys).ToArray() is { Length: > 0 } copies && random.Next(2) == 0)
        {
            if (random.Next(3) == 0)
                delays[copies[0]] = delays.GetValueOrDefault(copies[0]) + 1;
            else
                stored[copies[0]] = random.Next(5) > 0;
            return false;
        }
        var was = State;
        State = State switch
        {
            Is.Ready => Is.OnTheWire,
            Is.OnTheWire => random.Next(6) switch
            {
                0 when made.Count == 0 => isWithdrawn ? Is.Stopped : Is.Ready,
                1 => Is.Unknown,
                2 => Is.Failed,
                3 when made.Count < indices.Length - 1 => Arrive(),
                4 when made.Count == 0 => Is.Running,
                _ => Deliver(random),
            },
            Is.Unknown or Is.Abandoned when made.Count == 0 && random.Next(4) == 0 => Is.Running,
            Is.Abandoned when random.Next(3) == 0 => Is.Forgotten,
            Is.Running => random.Next(3) == 0 ? Is.Failed : Deliver(random),
            _ => State,
        };
        submissions += was == Is.Ready ? 1 : 0;
        deferred = was == Is.OnTheWire && State is Is.Ready or Is.Stopped;
        return was == Is.Ready;
    }

    public IEnumerable<object> Facts()
    {
        int[] open = [.. indices.Except(State == Is.Delivered ? indices : made)];
        if (made.Count > 0)
            yield return Some.Generated(State == Is.Delivered ? indices : [.. made.Order()], [.. made.Order()], attempt);
        foreach (var (index, times) in delays.Where(delay => !stored.ContainsKey(delay.Key)))
            yield return Some.Delayed(index, attempt, times);
        foreach (var (index, whole) in stored)
            yield return whole ? Some.Stored(index, attempt) : Some.Gone(index, attempt);
        if (State == Is.Ready && submissions > 0)
            yield return Some.Deferred(0, submissions, attempt) with { Indices = open };
        if (State == Is.OnTheWire)
            yield return Some.OnTheWire(0, submissions, attempt) with { Indices = open };
        if (State == Is.Running)
            yield return Some.Started(0, attempt) with { Indices = open, Submission = submissions };
        if (State == Is.Unknown)
            yield return Some.Unknown(0, attempt) with { Indices = open };
        if (State == Is.Failed && open.Length > 0)
            yield return Some.Failed(0, attempt) with { Indices = open };
        if (State is Is.Stopped or Is.Abandoned or Is.Forgotten)
        {
            yield return new GenerationCanceled
            {
                JobId = Some.JobId,
                Attempt = attempt,
                Indices = open,
                Outcome = State == Is.Stopped ? CancelOutcome.Stopped : CancelOutcome.Unknown,
                Final = State != Is.Abandoned,
            };
        }
    }

    private Is Arrive()
    {
        made.Add(indices.Except(made).First());
        return Is.OnTheWire;
    }

    private Is Deliver(Random random)
    {
        foreach (var index in indices.Where((_, place) => place == 0 || random.Next(4) > 0))
            made.Add(index);
        return Is.Delivered;
    }
}
