using ImageGen.ServiceDefaults;

namespace ImageGen.Storage.Copying;

/// <summary>Tells the copy service of this process that something may be due.</summary>
internal sealed class CopyWake(TimeProvider time)
{
    public Signal Signal { get; } = new(time);
}
