using System.Collections.Concurrent;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Lives side by side, each on a thread of its own; which thread lives which is no part of it.</summary>
internal static class ParallelLives
{
    /// <param name="live">Lives a seed to its end; what it throws ends all.</param>
    public static void Each(IEnumerable<ulong> seeds, Action<ulong> live)
    {
        using var queue = new BlockingCollection<ulong>(new ConcurrentQueue<ulong>(seeds));
        queue.CompleteAdding();
        Exception? failure = null;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
            throw new InvalidOperationException("A life could not be lived.", failure);

        void Work()
        {
            try
            {
                foreach (var seed in queue.GetConsumingEnumerable())
                {
                    if (Volatile.Read(ref failure) is not null)
                        return;
                    live(seed);
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
        }
    }
}
