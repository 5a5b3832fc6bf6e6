using ImageGen.Loops;

namespace ImageGen.Storage.Copying;

/// <summary>A copy may be due.</summary>
internal sealed class CopyWake(TimeProvider time) : WakeSignal(time);
