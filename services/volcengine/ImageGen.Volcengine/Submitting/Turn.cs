using ImageGen.Volcengine.Admission;

namespace ImageGen.Volcengine.Submitting;

/// <summary>A waiting part whose turn it is, and where it may go out. Whoever has it disposes of it.</summary>
internal sealed record Turn(Claim Claim, Opening Opening) : IDisposable
{
    public string TaskId => Claim.Part.Id;

    public void Dispose() => Opening.Dispose();
}
