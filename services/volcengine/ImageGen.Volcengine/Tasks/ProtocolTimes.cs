namespace ImageGen.Volcengine.Tasks;

/// <summary>The times of the protocol, in milliseconds.</summary>
internal static class ProtocolTimes
{
    /// <summary>How much longer than the call's own time-out an intent is its writer's.</summary>
    public const long SubmitSlack = 30_000;

    /// <summary>How much later than that a stale intent becomes unknown.</summary>
    public const long RecoverGrace = 30_000;

    /// <summary>So long a task whose cancel the provider took may be unknown to it before it counts as stopped.</summary>
    public const long StoppedPatience = 600_000;

    /// <summary>So long a task may be done without a picture before none is expected any more.</summary>
    public const long NoPicturePatience = 300_000;

    /// <summary>How long after its deadline a task is kept, so that an old command replayed pays for nothing.</summary>
    public const long Retention = 7 * 24 * Hour;

    /// <summary>How long a cancel without its command is remembered: longer than any command may wait.</summary>
    public const long TombstoneLife = 30 * 24 * Hour;

    /// <summary>So many requests in a row that did not get through whole end the task: about eleven minutes.</summary>
    public const int MostNotSent = 8;

    private const long ShortestNotSentPause = 1_000;
    private const long LongestNotSentPause = 300_000;
    private const long Hour = 3_600_000;

    /// <summary>Three times as long each time: whoever has a line that breaks for a while shall outlast it.</summary>
    /// <param name="times">How often the request did not get through, from 1.</param>
    public static long PauseAfterNotSent(int times) =>
        (long)Math.Min(LongestNotSentPause, ShortestNotSentPause * Math.Pow(3, times - 1));
}
