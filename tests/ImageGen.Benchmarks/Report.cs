using System.Globalization;

namespace ImageGen.Benchmarks;

internal static class Report
{
    public static void Header() =>
        Console.WriteLine("stack                   accepted/s  finished/s  ceiling/s  finished:ceiling  one job alone  bare  our own time");

    public static void Row(string stack, Measurement ours, Measurement ceiling) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{stack,-22}  {ours.AcceptedPerSecond,10:0}  {ours.FinishedPerSecond,10:0}  {ceiling.FinishedPerSecond,9:0}  {ours.FinishedPerSecond / ceiling.FinishedPerSecond,16:0.00}  {ours.AloneMilliseconds,10:0} ms  {ceiling.AloneMilliseconds,2:0} ms  {ours.AloneMilliseconds - ceiling.AloneMilliseconds,9:0} ms"));
}
