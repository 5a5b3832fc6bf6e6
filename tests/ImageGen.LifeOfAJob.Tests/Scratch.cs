using System.Collections.Concurrent;
using ImageGen.LifeOfAJob.Tests.Simulation;
namespace ImageGen.LifeOfAJob.Tests;
public sealed class Scratch(ITestOutputHelper output)
{
    [Fact]
    public void Many() => Go(AnyLife.Of);

    [Fact]
    public void Little() => Go(AnyLife.WithLittleRoom);

    private void Go(Func<ulong, LifePlan> planOf)
    {
        var lives = int.Parse(Environment.GetEnvironmentVariable("LIVES") ?? "300");
        var from = ulong.Parse(Environment.GetEnvironmentVariable("FROM") ?? "1");
        if (Seeds.Only is { } seed)
        {
            var life = new Life(planOf(seed) with { TraceLength = 200_000 }).Run();
            output.WriteLine(life.Report());
            return;
        }
        var cpu = Environment.CpuUsage.TotalTime;
        var found = new SortedDictionary<string, List<(ulong, string)>>();
        var (steps, turns) = (0L, 0L);
        var slow = new List<(double, ulong)>();
        for (var each = from; each < from + (ulong)lives; each++)
        {
            var at = Environment.CpuUsage.TotalTime;
            Life life;
            try { life = new Life(planOf(each)).Run(); }
            catch (Exception e) { output.WriteLine($"seed {each}: {e.ToString()[..300]}"); continue; }
            slow.Add(((Environment.CpuUsage.TotalTime - at).TotalMilliseconds, each));
            steps += life.Steps; turns += life.Turns;
            if ((life.Witness.Violation) is { } v)
                (found.TryGetValue(v.Invariant.ToString(), out var l) ? l : found[v.Invariant.ToString()] = []).Add((each, v.Message));
        }
        output.WriteLine($"{lives} lives, cpu {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / lives:0.00} ms, {steps / lives} steps, {turns / lives} turns, violations {found.Sum(f => f.Value.Count)}");
        foreach (var (name, list) in found)
        {
            output.WriteLine($"{name}: {list.Count}");
            foreach (var (s, m) in list.Take(60)) output.WriteLine($"    {s}: {m[..Math.Min(m.Length, 260)].Replace('\n', ' ')}");
        }
        output.WriteLine("slowest " + string.Join(" ", slow.OrderByDescending(s => s.Item1).Take(12).Select(s => $"{s.Item2}:{s.Item1:0}")));
    }
}
