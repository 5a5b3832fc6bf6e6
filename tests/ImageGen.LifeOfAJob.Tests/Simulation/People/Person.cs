using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.People;

/// <summary>
/// Somebody with one order: asks for it until it is accepted, and cancels, retries and closes as he likes. Only what he was told he
/// knows: an answer that does not come makes him ask again.
/// </summary>
internal sealed class Person(Life life, Order order, int number)
{
    private const int MostRequests = 40;
    private int retried;
    private Question? first;

    public Order Order => order;

    /// <summary>How the job is told from others, wherever its prompt goes.</summary>
    public string Prompt { get; } = $"a lighthouse, {number}";

    /// <summary>Null until he has been told.</summary>
    public string? JobId { get; private set; }

    /// <summary>He has sent a cancel for this attempt of it.</summary>
    public bool HasCanceled { get; private set; }

    /// <summary>It is gone for good, and no business of his any more.</summary>
    public bool HasPurged { get; private set; }

    public bool IsBusy { get; private set; }

    /// <summary>A request of his is to be sent once more.</summary>
    public bool IsRepeating { get; private set; }

    /// <summary>How often he wanted the missing pictures made.</summary>
    public int Retried => retried;

    public Job? Job => JobId is null ? life.Jobs.All.FirstOrDefault(job => job.Request.Prompt == Prompt) : life.Jobs.Peek(JobId);

    public async Task LiveAsync()
    {
        IsBusy = true;
        if (order.At > 0)
            await life.PassesAsync(order.At);
        await OrderAsync();
        IsBusy = false;
        if (JobId is null || order.CancelsAfter is not { } moment)
            return;
        await life.PassesAsync(moment);
        if (!HasCanceled && !HasPurged)
            await CancelAsync("cancels");
    }

    /// <summary>Wishes that depend on what he sees.</summary>
    public void Look()
    {
        if (IsBusy || HasPurged || JobId is null || Job is not { } job)
            return;
        if (order.Purges && job.Ended)
            life.Begin(PurgeAsync);
        else if (!HasCanceled && order.CancelWhen?.Invoke(life) == true)
            life.Begin(() => CancelAsync("cancels"));
        else if (retried < order.Retries && (order.RetriesAtOnce || order.RetryWhen?.Invoke(life) == true) && IsOver(job) && job.Status != JobStatus.Succeeded)
            life.Begin(RetryAsync);
    }

    /// <summary>Nothing goes on any more.</summary>
    /// <returns>Whether he does something about it.</returns>
    public bool LookAtTheEnd()
    {
        if (IsBusy || HasPurged || Job is not { } job)
            return false;
        if (JobId is null)
            return false;
        if (retried < order.Retries && IsOver(job) && job.Status != JobStatus.Succeeded && (order.RetryWhen is null || order.RetryWhen(life)))
            life.Begin(RetryAsync);
        else if (job.Status == JobStatus.NeedsAttention && order.Closes)
            life.Begin(() => CancelAsync("closes"));
        else
            return false;
        return true;
    }

    private static bool IsOver(Job job) => job.Ended || job.Status == JobStatus.NeedsAttention;

    private async Task PurgeAsync()
    {
        IsBusy = true;
        await life.PassesAsync(life.Prng.Between(0, life.Prng.Chance(0.5) ? 2_000 : 60_000));
        life.Trace.Add($"{life.Clock} {order.Owner} deletes {JobId} for good");
        var answer = await InsistAsync("DELETE /api/v1/jobs/{id}", new Question { Owner = order.Owner, Query = "?permanent=true" });
        // Who never saw the answer, and asks again, finds nothing.
        HasPurged = answer.IsGood || answer.Status == 404;
        IsBusy = false;
        if (HasPurged && order.HasKey && life.Clock.Now < Clock.Start + 20 * 3_600_000L)
            life.Begin(OrderAgainAsync);
    }

    /// <summary>The first request once more, after an answer that he never saw.</summary>
    private async Task OrderAgainAsync()
    {
        IsRepeating = true;
        await life.PassesAsync(life.Prng.Between(0, 120_000));
        await life.AskAsync("POST /api/v1/jobs/", id: null, first!);
        IsRepeating = false;
    }

    private async Task OrderAsync()
    {
        var gone = new CancellationTokenSource();
        if (order.GoesAwayAfter is { } moment)
            life.Scheduler.After(moment, gone.Cancel);
        var headers = new Dictionary<string, string>();
        if (order.HasKey)
            headers["Idempotency-Key"] = $"key-{number}";
        if (order.Waits is { } seconds)
            headers["Prefer"] = $"wait={seconds}";
        var body = new Dictionary<string, object> { ["model"] = order.Model, ["prompt"] = Prompt, ["count"] = order.Pictures };
        if (order.Group)
            body["group"] = true;
        if (order.Batch)
            body["priority"] = "batch";
        if (order.DeadlineSeconds is { } deadline)
            body["deadline_s"] = deadline;
        if (order.QueueDeadlineSeconds is { } queue)
            body["queue_deadline_s"] = queue;
        if (order.WithInput)
            body["references"] = new[] { Life.UploadOf(order.Owner) };

        for (var requests = 1; JobId is null && requests <= MostRequests; requests++)
        {
            var question = new Question { Owner = order.Owner, Body = body, Headers = headers, Gone = requests == 1 ? gone.Token : CancellationToken.None };
            first = question with { Gone = CancellationToken.None };
            var answer = await life.AskAsync("POST /api/v1/jobs/", id: null, question);
            life.Trace.Add($"{life.Clock} {order.Owner} orders {order.Model} ({Prompt}): {answer.Status} {answer.Code}");
            life.Witness.Answered(this, question, answer);
            if (answer.IsGood)
                JobId = answer.Body.GetProperty("id").GetString();
            else if (answer.IsDoubtful)
                await life.PassesAsync(Pause(requests));
            else
                await life.PassesAsync(10_000);
        }
    }

    private async Task CancelAsync(string verb)
    {
        (IsBusy, HasCanceled) = (true, true);
        life.Trace.Add($"{life.Clock} {order.Owner} {verb} {JobId}");
        life.Witness.Wishes(JobId!, Job?.Attempt ?? 1);
        await InsistAsync("POST /api/v1/jobs/{id}/cancel", new Question { Owner = order.Owner });
        IsBusy = false;
    }

    /// <summary>First without consent; where that is what is missing, and he gives it, with it.</summary>
    private async Task RetryAsync()
    {
        (IsBusy, HasCanceled) = (true, false);
        retried++;
        life.Trace.Add($"{life.Clock} {order.Owner} retries {JobId}");
        var attempt = Job!.Attempt;
        var question = new Question { Owner = order.Owner, Headers = Keyed($"retry-{number}-{attempt}") };
        var answer = await InsistAsync("POST /api/v1/jobs/{id}/retry", question);
        if (answer.Code == "possible_charge" && order.Consents)
        {
            question = question with { Body = new { accept_possible_charge = true }, Consents = true, Headers = Keyed($"consent-{number}-{attempt}") };
            answer = await InsistAsync("POST /api/v1/jobs/{id}/retry", question);
        }

        if (order.RetriesTwice && answer.IsGood)
            life.Begin(() => RepeatAsync(question));
        IsBusy = false;
    }

    /// <summary>The same request once more, after an answer that he never saw.</summary>
    private async Task RepeatAsync(Question question)
    {
        IsRepeating = true;
        await life.PassesAsync(life.Prng.Between(1_000, 120_000));
        await life.AskAsync("POST /api/v1/jobs/{id}/retry", JobId, question);
        IsRepeating = false;
    }

    private Dictionary<string, string> Keyed(string key) => order.HasKey ? new() { ["Idempotency-Key"] = key } : [];

    private async Task<Answer> InsistAsync(string endpoint, Question question)
    {
        for (var requests = 1; ; requests++)
        {
            var answer = await life.AskAsync(endpoint, JobId, question);
            life.Trace.Add($"       {answer.Status} {answer.Code}");
            if (!answer.IsDoubtful || requests == MostRequests)
                return answer;
            await life.PassesAsync(Pause(requests));
        }
    }

    /// <summary>Who has asked in vain for a while asks again later.</summary>
    private long Pause(int requests) => requests < 15 ? life.Prng.Between(200, 4_000) : life.Prng.Between(60_000, 300_000);
}
