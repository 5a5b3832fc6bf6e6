namespace ImageGen.Jobs.Domain;

/// <summary>
/// What a retry would do now, place by place, by all that any attempt knows of it: what is stored stays, what is about to come is
/// waited for, and the rest is asked for anew.
/// </summary>
/// <param name="Places">To be asked for anew.</param>
/// <param name="PossibleCharge">Those of them that an earlier submission may still bring, and charge: they may be charged twice.</param>
/// <param name="Awaits">Missing ones that an earlier attempt is about to bring: asking for them anew would pay for them twice for certain.</param>
internal sealed record RetryPlan(IReadOnlyList<int> Places, IReadOnlyList<int> PossibleCharge, IReadOnlyList<AwaitedPlace> Awaits)
{
    public static RetryPlan Of(Job job)
    {
        var (places, doubtful, awaits) = (new List<int>(), new List<int>(), new List<AwaitedPlace>());
        for (var index = 0; index < job.Request.Count; index++)
        {
            var entries = job.Pictures.Where(picture => picture.Index == index).ToArray();
            if (entries.Any(picture => picture.State == PictureState.Stored))
                continue;
            if (entries.LastOrDefault(picture => Arrives(job, picture)) is { } arriving)
            {
                awaits.Add(new AwaitedPlace(arriving.Attempt, index));
                continue;
            }
            places.Add(index);
            if (entries.Any(picture => !picture.State.IsFinal()))
                doubtful.Add(index);
        }
        return new RetryPlan(places, doubtful, awaits);
    }

    // What was given up before anything was heard of it may or may not have gone out: nobody has said yet.
    private static bool Arrives(Job job, JobPicture picture) =>
        picture.State is PictureState.OnTheWire or PictureState.Running or PictureState.Generated
        || (picture.State == PictureState.Open && !job.Attempts[picture.Attempt - 1].Canceled);
}
