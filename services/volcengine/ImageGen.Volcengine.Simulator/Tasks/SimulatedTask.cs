using ImageGen.Volcengine.Simulator.Inputs;

namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>One accepted order. It never changes: its state follows from the clock.</summary>
/// <param name="TaskId">The id that the caller was, or should have been, told.</param>
/// <param name="RequestId">The id of the submit call.</param>
/// <param name="AccessKey">Who submitted it; the Ark API's key is named and not shown.</param>
/// <param name="ReqKey">The model's key.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Width">The pictures' width, in pixels.</param>
/// <param name="Height">The pictures' height, in pixels.</param>
/// <param name="Seed">What makes this task's pictures differ from another's of the same prompt.</param>
/// <param name="Images">How many pictures.</param>
/// <param name="SubmittedAt">When it was accepted, in Unix milliseconds.</param>
/// <param name="StartsAt">When it leaves the queue.</param>
/// <param name="DoneAt">When its pictures are ready.</param>
/// <param name="Api">Which API took it.</param>
internal sealed record SimulatedTask(
    string TaskId, string RequestId, string AccessKey, string ReqKey, string Prompt, int Width, int Height, long Seed, int Images,
    long SubmittedAt, long StartsAt, long DoneAt, string Api = TaskOrder.Visual)
{
    /// <summary>The pictures that came with it, a mask last.</summary>
    public IReadOnlyList<InputPicture> Inputs { get; init; } = [];

    /// <summary>By how much the first of them is extended.</summary>
    public Margins Margins { get; init; } = Margins.None;
}

/// <summary>How far a task is.</summary>
internal enum TaskPhase
{
    NotFound,
    InQueue,
    Generating,
    Done,
    Expired,
}
