using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tasks;

/// <summary>What a question for a result has brought that did not end the task. Moments are Unix milliseconds.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="PendingAt">When the provider said that the task is not done; null where it did not say so.</param>
/// <param name="Cancel">What it said about the cancel that was passed on with the question; null where none was.</param>
internal sealed record PollNote(long At, long NextPollAt, int Faults, Oddity? Oddity = null, long? PendingAt = null, CancelReply? Cancel = null);
