using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Loops;

/// <summary>One line for each loop that a module runs.</summary>
public static class LoopRegistration
{
    public static IServiceCollection AddLoop<TLoop>(this IServiceCollection services) where TLoop : Loop => services.AddHostedService<TLoop>();

    /// <summary>Registers <typeparamref name="T"/> and runs a step of it: at once again where it has done something, else after a pause.</summary>
    /// <param name="step">Returns how much it has done.</param>
    /// <param name="first">Comes before the first step, and is tried again until it succeeds; null for nothing.</param>
    /// <param name="name">Where it is not that of <typeparamref name="T"/>.</param>
    /// <param name="longestBackoff">How long to pause at most when it has failed again and again; else 30 s.</param>
    public static IServiceCollection AddLoop<T>(
        this IServiceCollection services,
        TimeSpan pause,
        Func<T, Func<CancellationToken, Task<int>>> step,
        Func<T, Func<CancellationToken, Task>>? first = null,
        string? name = null,
        TimeSpan? longestBackoff = null) where T : class
    {
        services.TryAddSingleton<T>();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IHostedService>(provider =>
        {
            var steps = provider.GetRequiredService<T>();
            return new StepLoop(
                name ?? typeof(T).Name, pause, step(steps), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<T>>())
            {
                First = first?.Invoke(steps),
                LongestPauseAfterFaults = longestBackoff,
            };
        });
    }
}
