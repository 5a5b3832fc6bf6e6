namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>The modules that a process runs.</summary>
[Flags]
internal enum Roles
{
    Jobs = 1,
    Worker = 2,
    Storage = 4,

    /// <summary>Everything in one process, with a bus that dies with it.</summary>
    Standalone = Jobs | Worker | Storage,
}
