using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Audit;

/// <summary>Puts on record what people do with jobs, by the very write that does it.</summary>
internal sealed class JobAudit(CallerAudit audit, PromptRecord prompts)
{
    /// <returns>The same job, with an entry on its way that says who asked for it.</returns>
    public Job Created(Job job) => job.With(audit.Entry(AuditActions.JobCreated, job.Id, AuditDetails.Of(job, prompts)));

    /// <returns>A rule that does what the given one does, and puts it on record where that changes anything.</returns>
    /// <exception cref="ProblemException">When it runs, 503: too much of this job is not on record yet.</exception>
    public Func<Job, long, Job> Recorded(string id, Func<Job, long, Job> rule, Deed deed)
    {
        var recorded = Recorded(id, deed);
        return (seen, now) => rule(seen, now) is var next && ReferenceEquals(next, seen) ? seen : recorded(next);
    }

    /// <returns>Puts it on record, also where nothing of the job changes, such as that somebody has looked at it. One entry, however often it runs.</returns>
    /// <inheritdoc cref="Recorded(string, Func{Job, long, Job}, Deed)" path="/exception"/>
    public Func<Job, Job> Recorded(string id, Deed deed)
    {
        var entry = EntryOf(id, deed);
        return job => job.With(entry);
    }

    /// <returns>The same job, with an entry on its way that says what happened to it without anybody asking.</returns>
    /// <exception cref="ProblemException">503: too much of this job is not on record yet.</exception>
    public Job ByNobody(Job job, Deed deed) => job.With(audit.ByNobody(deed.Action, deed.Object ?? job.Id, deed.Details));

    /// <param name="subject">The id of what it is done to, where the deed does not say.</param>
    /// <returns>The entry, for who puts it on record; null where nobody signs in.</returns>
    public Audited? EntryOf(string subject, Deed deed) => audit.Entry(deed.Action, deed.Object ?? subject, deed.Details);
}
