using System.Diagnostics;
using System.Globalization;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.KilledWorker;

/// <summary>
/// Where this process dies by SIGKILL: before or after a step that it takes towards its store or its broker. Steps have names, such as
/// <c>visual Ready&gt;Submitting</c>; <c>any</c> is each of them.
/// </summary>
internal sealed class KillPoint(bool before, string step, int time)
{
    private int passed;

    /// <param name="text">Such as <c>after visual Ready&gt;Submitting</c> or <c>before any 17</c>: which time it is to happen.</param>
    public static KillPoint Parse(string text)
    {
        var words = text.Split(' ');
        var counted = int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var time);
        return new KillPoint(words[0] == "before", string.Join(' ', words[1..(counted ? ^1 : ^0)]), counted ? time : 1);
    }

    public void Arm(IServiceCollection services)
    {
        Wrap<IDocuments<GenerationTask>>(services, inner => new KilledDocuments(inner, this));
        Wrap<IMessagePublisher>(services, inner => new KilledPublisher(inner, this));
    }

    public async Task<T> PassAsync<T>(string name, Func<Task<T>> effect)
    {
        var here = (step == "any" || step == name) && Interlocked.Increment(ref passed) == time;
        if (here && before)
            Die();
        var result = await effect();
        if (here)
            Die();
        return result;
    }

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal is on its way; nothing more may happen here.
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap) where T : class
    {
        var real = services.Single(service => service.ServiceType == typeof(T));
        services.Remove(real);
        services.AddSingleton(provider => wrap((T)(real.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
    }
}
