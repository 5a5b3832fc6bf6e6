using System.Reflection;
using MassTransit;
using NetArchTest.Rules;

namespace ImageGen.Architecture.Tests;

/// <summary>The dependency rule as functions that return who breaks it, so that a sample can show that each of them can fail.</summary>
internal static class Rules
{
    /// <returns>The names of our own assemblies that this one uses and may not.</returns>
    public static IEnumerable<string> ForbiddenReferences(Assembly assembly, params string[] allowed) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("ImageGen.", StringComparison.Ordinal) && !allowed.Contains(name));

    /// <returns>Types outside <c>Consumers</c> and the module's registration that use MassTransit.</returns>
    public static IEnumerable<string> UsersOfMassTransit(Assembly assembly, string module) =>
        Types.InAssembly(assembly).That().HaveDependencyOn("MassTransit").GetTypes()
            .Where(type => !(type.Namespace ?? "").EndsWith(".Consumers", StringComparison.Ordinal) && Outermost(type).Name != module)
            .Select(type => type.FullName!);

    /// <returns>Types that use a driver which only an adapter may know.</returns>
    public static IEnumerable<string> UsersOf(Assembly assembly, params string[] drivers) =>
        Types.InAssembly(assembly).That().HaveDependencyOnAny(drivers).GetTypes().Select(type => type.FullName!);

    /// <returns>What the module shows beyond its extension methods, or hides of them.</returns>
    public static IEnumerable<string> SurfaceBeyond(Assembly assembly, string name, params string[] expected)
    {
        var shown = assembly.GetExportedTypes();
        foreach (var type in shown.Where(type => type.Name != name + "Module"))
            yield return type.FullName!;
        var methods = shown.Where(type => type.Name == name + "Module")
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.Name).Distinct().ToList();
        foreach (var difference in methods.Except(expected).Concat(expected.Except(methods)))
            yield return difference;
    }

    /// <returns>Queue names that more than one consumer has: apart, each would see only a part of the messages.</returns>
    public static async Task<IEnumerable<string>> SharedQueuesAsync(Action<IBusRegistrationConfigurator> consumers) =>
        (await Queue.OfAsync(consumers)).Where(queue => queue.Messages.Count != 1).Select(queue => queue.Name);

    /// <returns>Consumers whose queue has no name of its own and would be called after a class.</returns>
    public static IEnumerable<string> ConsumersWithoutDefinition(params Assembly[] assemblies)
    {
        var defined = Definitions(assemblies).Select(definition => definition.ConsumerType).ToHashSet();
        return AllTypes(assemblies)
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IConsumer).IsAssignableFrom(type) && !defined.Contains(type))
            .Select(type => type.FullName!);
    }

    private static IEnumerable<IConsumerDefinition> Definitions(params Assembly[] assemblies) =>
        AllTypes(assemblies)
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IConsumerDefinition).IsAssignableFrom(type))
            .Select(type => (IConsumerDefinition)Activator.CreateInstance(type, nonPublic: true)!);

    private static IEnumerable<Type> AllTypes(IEnumerable<Assembly> assemblies) => assemblies.SelectMany(assembly => assembly.GetTypes());

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
