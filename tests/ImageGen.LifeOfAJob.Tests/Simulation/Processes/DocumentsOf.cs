using System.Reflection;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>Documents of one kind, as a module registers them.</summary>
/// <param name="Contract">What modules ask for: <see cref="IDocuments{T}"/> of it.</param>
internal sealed record DocumentsOf(Type Contract, Func<Life, ISimulatedStore> NewStore, Func<Life, ISimulatedStore, SimulatedProcess, object> Seen)
{
    public static DocumentsOf Create(Type type, object model) => (DocumentsOf)typeof(DocumentsOf)
        .GetMethod(type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IOutboxDocument<>)) ? nameof(OfOutbox) : nameof(OfPlain), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type).Invoke(null, [model])!;

    private static DocumentsOf OfPlain<T>(DocumentModel<T> model) where T : class => new(
        typeof(IDocuments<T>),
        life => new SimulatedStore<T>(life, model),
        (life, store, process) => new SimulatedDocuments<T>(life, (SimulatedStore<T>)store, process, life.Plan.Flaw?.Of<T>(life)));

    private static DocumentsOf OfOutbox<T>(DocumentModel<T> model) where T : class, IOutboxDocument<T> => new(
        typeof(IDocuments<T>),
        life => new SimulatedStore<T>(life, model),
        (life, store, process) => new SimulatedDocuments<T>(
            life, (SimulatedStore<T>)store, process, life.Plan.Flaw?.Of<T>(life), body => body.WithOutbox([], due: null)));
}
