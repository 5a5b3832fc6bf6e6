using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <param name="At">When somebody wanted it to go for good, or its time in the trash was over; Unix milliseconds.</param>
internal sealed record JobPurge(long At) : DocumentPart
{
    /// <summary>When all of it was gone but this mark, Unix milliseconds; null before.</summary>
    public long? DoneAt { get; init; }
}
