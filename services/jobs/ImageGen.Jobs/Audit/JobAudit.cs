using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Messaging.Outbox;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Audit;

/// <summary>
/// Puts on record what people do with jobs. An entry goes into the outbox of the job with the very write that does it: none is lost, and
/// none is made up for what did not happen.
/// </summary>
internal sealed class JobAudit(ICaller caller, PromptRecord prompts, TimeProvider time)
{
    /// <summary>So many may wait in a job while nobody takes them; a document must not grow for ever.</summary>
    private const int MostUnsent = 50;

    /// <returns>The same job, with an entry on its way that says who asked for it.</returns>
    public Job Created(Job job) =>
        caller.Trace is { } trace ? With(job, Entry(trace, job.Id, new Deed(AuditActions.JobCreated, AuditDetails.Of(job, prompts)))) : job;

    /// <returns>A rule that does what the given one does, and puts it on record where that changes anything.</returns>
    /// <exception cref="ProblemException">When it runs, 503: too much of this job is not on record yet.</exception>
    public Func<Job, long, Job> Recorded(string id, Func<Job, long, Job> rule, Deed deed)
    {
        var recorded = Recorded(id, deed);
        return (seen, now) => rule(seen, now) is var next && ReferenceEquals(next, seen) ? seen : recorded(next);
    }

    /// <returns>Puts it on record, also where nothing of the job changes, such as that somebody has looked at it. One entry, however often it runs.</returns>
    /// <inheritdoc cref="Recorded(string, Func{Job, long, Job}, Deed)" path="/exception"/>
    public Func<Job, Job> Recorded(string id, Deed deed) =>
        caller.Trace is { } trace && Entry(trace, id, deed) is var entry ? job => With(job, entry) : job => job;

    /// <returns>The same job, with an entry on its way that says what happened to it without anybody asking.</returns>
    /// <exception cref="ProblemException">503: too much of this job is not on record yet.</exception>
    public Job ByNobody(Job job, Deed deed) =>
        caller.IsAlone ? job : With(job, Entry(new CallerTrace(Audited.SystemActor, Credential: null, Address: null, RequestId: null), job.Id, deed));

    /// <param name="subject">The id of what it is done to, where the deed does not say.</param>
    /// <returns>The entry, for who puts it on record; null where nobody signs in.</returns>
    public Audited? EntryOf(string subject, Deed deed) => caller.Trace is { } trace ? Entry(trace, subject, deed) : null;

    private Audited Entry(CallerTrace trace, string jobId, Deed deed) => new()
    {
        Id = Guid.CreateVersion7(),
        At = time.GetUtcNow(),
        Actor = trace.User,
        Credential = trace.Credential,
        Action = deed.Action,
        Object = deed.Object ?? jobId,
        Address = trace.Address,
        RequestId = trace.RequestId,
        Details = deed.Details ?? new Dictionary<string, string>(),
    };

    private static Job With(Job job, Audited entry) => job.Outbox.Count(waiting => waiting.Type == nameof(Audited)) < MostUnsent
        ? job with { Outbox = job.Outbox.With(entry, $"{nameof(Audited)}:{entry.Id}") }
        : throw ProblemException.Of(503, ErrorCodes.AuditUnavailable).After(TimeSpan.FromSeconds(10));
}
