using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>
/// The services of one process: the world's own where there are such (stores, clock, network), else what its modules register, else
/// what the framework does. All of them live as long as the process.
/// </summary>
internal sealed class Parts(Blueprint blueprint, Func<Type, ILogger> logger) : IServiceProvider
{
    private static readonly ConcurrentDictionary<Type, Type> Elements = new();

    private readonly Dictionary<Type, object> made = [];

    /// <summary>In the order in which the modules register them, which is the order of their start.</summary>
    public IReadOnlyList<IHostedService> HostedServices => (IReadOnlyList<IHostedService>)GetService(typeof(IEnumerable<IHostedService>))!;

    public void Add<T>(T part) where T : notnull => made[typeof(T)] = part;

    public void Add(Type type, object part) => made[type] = part;

    public T Get<T>() => (T)(GetService(typeof(T)) ?? throw new InvalidOperationException($"Nobody registers a {typeof(T)}."));

    public object? GetService(Type serviceType)
    {
        if (made.TryGetValue(serviceType, out var part))
            return part;
        part = MakeOne(serviceType);
        return part is null ? null : made[serviceType] = part;
    }

    private object? MakeOne(Type type)
    {
        if (type == typeof(IServiceProvider))
            return this;
        if (blueprint.MakerOf(type) is { } make)
            return make(this);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>))
            return logger(type.GetGenericArguments()[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) && All(type.GetGenericArguments()[0]) is { Count: > 0 } all)
            return all;
        return blueprint.Shared(type);
    }

    private IList All(Type type)
    {
        var makers = blueprint.MakersOf(type);
        var all = (IList)Activator.CreateInstance(Elements.GetOrAdd(type, element => typeof(List<>).MakeGenericType(element)))!;
        foreach (var make in makers)
            all.Add(make(this));
        return all;
    }
}
