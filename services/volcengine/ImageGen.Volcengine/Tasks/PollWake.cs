using ImageGen.Loops;

namespace ImageGen.Volcengine.Tasks;

/// <summary>A running task may be asked for its result.</summary>
internal sealed class PollWake(TimeProvider time) : WakeSignal(time);
