using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>What must hold when nothing is on its way any more.</summary>
internal sealed partial class Witness
{
    public void CheckAtRest()
    {
        CheckPaidPictures();
        CheckNothingIsLeft();
        CheckWishes();
        foreach (var person in life.People)
            CheckRepeats(person);
        foreach (var job in life.Jobs.All.Where(job => job.Purge is null))
        {
            foreach (var picture in job.Pictures)
                CheckPicture(job, picture);
        }

        foreach (var job in EveryJob)
        {
            CheckClosing(job);
            CheckStatus(job);
        }

        foreach (var ledger in life.Ledgers.All)
            CheckLedger(ledger);
        CheckInnocents();
    }

    /// <summary>Each attempt counts once, as long as it is open with what it may cost, and then with what it has cost.</summary>
    private void CheckLedger(Ledger ledger)
    {
        var attempts = (from job in EveryJob
                        from attempt in job.Attempts
                        where attempt.Booking?.Ledgers.Contains(ledger.Id) == true
                        select (Job: job, Attempt: attempt)).ToList();
        var billed = attempts.Where(each => each.Attempt.Booking!.Settled is not null)
            .Sum(each => each.Job.PicturesOf(each.Attempt.Number).Count(picture => picture.Billed == true));
        var counted = ledger.Settled.Sum(line => line.Pictures) + ledger.Late.Sum(late => late.Pictures);
        if (counted != billed)
            Violate(Invariant.LedgersAgree, $"{ledger.Id} has {counted} pictures, its jobs {billed}");
        var open = attempts.Where(each => each.Attempt.Booking!.Settled is null).Select(each => $"{each.Job.Id}:{each.Attempt.Number} {each.Attempt.Indices.Count}");
        var reserved = ledger.Open.Select(each => $"{each.JobId}:{each.Attempt} {each.Pictures}");
        if (!open.Order().SequenceEqual(reserved.Order()))
            Violate(Invariant.LedgersAgree, $"{ledger.Id} reserves {string.Join(", ", reserved)}, its jobs need {string.Join(", ", open)}");
    }

    private void CheckWishes()
    {
        foreach (var entry in life.Provider.Ledger)
        {
            if (entry is { Paid: true, IsSynchronous: false, CancelAnswered: false }
                && life.Tasks.Peek(entry.Part) is { StopRequested: true } task && task.ProviderTaskId == entry.TaskId
                && wishes.Contains((task.JobId, task.Attempt))
                && wishedAt.TryGetValue(entry.Part, out var wished) && entry.DoneAt > wished + 300_000)
            {
                Violate(Invariant.WishesArrive, $"a person canceled {entry.Part} while it ran, and the provider never got to answer");
            }
        }
    }

    private void CheckPicture(Job job, JobPicture picture)
    {
        var part = PartOf(job.Id, picture.Attempt, picture.Index);
        var task = life.Tasks.Peek(part.Id);
        var copy = life.Copies.Peek(ImageId.Of(job.Id, picture.Attempt, picture.Index));
        // A job outlives its tasks, and what a command replayed after that leaves behind says nothing about it.
        if (task is null ? purged.Count > 0 : purged.Contains(task.Id))
            return;
        if (task is null)
        {
            Violate(Invariant.DocumentsAgree, $"picture {picture.Attempt}/{picture.Index} of {job.Id} is {picture.State} without a task");
            return;
        }

        var expected = copy is null ? Expected(task) : copy.State == CopyState.Stored ? PictureState.Stored : PictureState.Gone;
        if (picture.State != expected || (copy is not null && task.Result?.Images.Any(image => image.Index == picture.Index) != true))
            Violate(Invariant.DocumentsAgree, $"picture {picture.Attempt}/{picture.Index} of {job.Id} is {picture.State}, the task {task.State}, the copy {copy?.State.ToString() ?? "absent"}");
        if (picture.Billed == true != copy is not null)
            Violate(Invariant.BilledIsDelivered, $"picture {picture.Attempt}/{picture.Index} of {job.Id} is billed: {picture.Billed}, the copy {copy?.State.ToString() ?? "absent"}");
        if (picture.State == PictureState.Stored)
            CheckObject(picture, copy, part);
    }

    private void CheckObject(JobPicture picture, ImageCopy? copy, (string Id, int Position) part)
    {
        var made = life.Provider.OfPart(part.Id).FirstOrDefault(entry => entry.Paid);
        if (made is null || copy?.Picture is not { } copied || !life.Objects.TryGetValue(copied.Key, out var kept))
            Violate(Invariant.ObjectIsThePicture, $"{picture.ImageId} has no object");
        else if (!PictureHost.IsOf(kept.Bytes, made, part.Position) || picture.Sha256 != HashOf(kept.Bytes) || picture.ImageId != copy.ImageId)
            Violate(Invariant.ObjectIsThePicture, $"{picture.ImageId} is not the picture that was made for it");
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private void CheckClosing(Job job)
    {
        foreach (var attempt in job.Attempts)
        {
            var final = job.PicturesOf(attempt.Number).All(picture => picture.State.IsFinal());
            if (attempt.Closed != final || (attempt.Cancellation != Cancellation.None) != attempt.Canceled)
                Violate(Invariant.DocumentsAgree, $"attempt {attempt.Number} of {job.Id} is closed: {attempt.Closed}, canceled: {attempt.Canceled}, {attempt.Cancellation}");
            var awaited = job.Pictures.Where(picture => attempt.Awaits.Contains(new AwaitedPlace(picture.Attempt, picture.Index)));
            var charged = job.PicturesOf(attempt.Number).Concat(awaited).Any(picture => picture.Billed == true);
            if (attempt.Canceled && charged != (attempt.Cancellation == Cancellation.Charged))
                Violate(Invariant.BilledIsDelivered, $"attempt {attempt.Number} of {job.Id}: {attempt.Cancellation}, billed: {charged}");
        }
    }

    private void CheckStatus(Job job)
    {
        if (!job.Ended || job.EndCode is not null)
            return;
        var kept = job.Request.Count - job.Current.Indices.Count - job.Current.Awaits.Count;
        var stored = kept + job.Deciding.Count(picture => picture is { State: PictureState.Stored, Late: false });
        var status = stored == job.Request.Count ? JobStatus.Succeeded : stored > 0 ? JobStatus.PartiallySucceeded : JobStatus.Failed;
        if (job.Status != status)
            Violate(Invariant.StatusIsOfItsAttempt, $"{job.Id} is {job.Status}; its attempt {job.Attempt} and what it waited for came to {status}");
    }

    /// <summary>Of a place whose picture never came.</summary>
    private static PictureState? Expected(GenerationTask task) => task.State switch
    {
        TaskState.Delivered or TaskState.Failed or TaskState.Lost or TaskState.Refused => PictureState.Failed,
        TaskState.Canceled => PictureState.Stopped,
        TaskState.Unknown => PictureState.Unknown,
        TaskState.Abandoned => task.Final ? PictureState.Unresolved : PictureState.Abandoned,
        _ => null,
    };
}
