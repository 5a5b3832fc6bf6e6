namespace ImageGen.Volcengine.Admission;

/// <summary>
/// Moments that one worker writes and all heed: when to ask again, until when to pause. A worker whose clock is wrong writes them too, and
/// is not to stop the others.
/// </summary>
internal static class SharedMoments
{
    /// <summary>No such moment is further ahead, in milliseconds: what is was written by another clock, and means nothing here.</summary>
    public const long Farthest = 150_000;

    /// <returns>Whether it is to be waited for.</returns>
    public static bool IsToCome(long moment, long now) => moment > now && moment <= now + Farthest;
}
