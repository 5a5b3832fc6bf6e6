using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Renditions;

/// <summary>One picture of a task, as one caller wants it.</summary>
internal sealed record Picture(SimulatedTask Task, int Index, Rendition Rendition)
{
    public string Id => $"{Task.TaskId}-{Index}";
}

/// <summary>A picture's file.</summary>
internal sealed record PictureFile(byte[] Bytes, string ETag);
