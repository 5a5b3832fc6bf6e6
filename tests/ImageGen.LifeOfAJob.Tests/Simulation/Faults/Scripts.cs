using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Faults;

/// <summary>What happens at one named step of a life. Each is for one life only.</summary>
internal static class Scripts
{
    /// <param name="what">How the step begins.</param>
    /// <param name="time">Counts the steps that are like this, from 1.</param>
    public static Func<Life, Step, int, Fault> At(string flow, string what, Fault fault, int time = 1)
    {
        var seen = 0;
        return (_, step, _) => step.Flow == flow && step.What.StartsWith(what, StringComparison.Ordinal) && ++seen == time ? fault : Fault.None;
    }

    /// <param name="number">Counts all steps, from 1.</param>
    public static Func<Life, Step, int, Fault> At(int number, Fault fault) => (_, _, step) => step == number ? fault : Fault.None;
}
