using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Catalogue;
using ImageGen.Jobs;
using ImageGen.Loops;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage;
using ImageGen.Volcengine;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>
/// What one kind of process is made of: exactly what the modules register, read once and made anew for each process of each life.
/// What the framework registers is shared by all of them.
/// </summary>
internal sealed class Blueprint
{
    private static readonly ConcurrentDictionary<Type, Func<IServiceProvider, object>> Makers = new();

    /// <summary>Where the hosted services of our modules come from.</summary>
    private static readonly Assembly[] Modules = [typeof(JobsModule).Assembly, typeof(VolcengineModule).Assembly, typeof(StorageModule).Assembly, typeof(Loop).Assembly];

    private readonly Dictionary<Type, List<Func<IServiceProvider, object>>> makers = [];
    private readonly ServiceProvider shared;

    private Blueprint(Roles roles)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddRouting().AddLogging();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        });
        builder.Services.AddSingleton(ModelCatalogue.BuiltIn());
        // Who asks is what a host knows, by its door.
        builder.Services.AddSingleton<ICaller, Owners>();
        if (roles.HasFlag(Roles.Worker))
            builder.AddVolcengine();
        if (roles.HasFlag(Roles.Jobs))
            builder.AddJobs();
        if (roles.HasFlag(Roles.Storage))
            builder.AddStorage();
        Consumers = [.. ConsumersOf(roles)];
        Documents = [.. builder.Services.Where(service => IsGeneric(service.ServiceType, typeof(DocumentModel<>)))
            .DistinctBy(service => service.ServiceType).Select(service => DocumentsOf.Create(service.ServiceType.GetGenericArguments()[0], service.ImplementationInstance!))];
        foreach (var service in builder.Services)
        {
            if (IsOurs(service) && MakerOf(service) is { } make)
                (makers.TryGetValue(service.ServiceType, out var list) ? list : makers[service.ServiceType] = []).Add(make);
        }

        shared = builder.Services.BuildServiceProvider();
        Endpoints = EndpointsOf(roles, shared);
    }

    /// <summary>Documents of each kind there is, with their models.</summary>
    public IReadOnlyList<DocumentsOf> Documents { get; }

    /// <summary>Who consumes what.</summary>
    public IReadOnlyList<ConsumerOf> Consumers { get; }

    /// <summary>What people and the provider can call, by method and template.</summary>
    public IReadOnlyDictionary<string, RouteEndpoint> Endpoints { get; }

    private static Dictionary<string, string?> Settings => new() { ["Volcengine:AccessKey"] = "key", ["Volcengine:SecretKey"] = "secret", ["IMAGEGEN_DATA"] = "nowhere" };

    private static ConcurrentDictionary<Roles, Lazy<Blueprint>> All { get; } = new();

    public static Blueprint Of(Roles roles) => All.GetOrAdd(roles, each => new Lazy<Blueprint>(() => new Blueprint(each))).Value;

    /// <returns>Null where our modules register nothing of the kind.</returns>
    public Func<IServiceProvider, object>? MakerOf(Type type) => makers.TryGetValue(type, out var list) ? list[^1] : null;

    public IReadOnlyList<Func<IServiceProvider, object>> MakersOf(Type type) => makers.TryGetValue(type, out var list) ? list : [];

    public object? Shared(Type type) => shared.GetService(type);

    /// <summary>Makes one by its constructor, which is looked up and compiled once.</summary>
    public static object Make(Type type, IServiceProvider parts) => Makers.GetOrAdd(type, Compile)(parts);

    private static Func<IServiceProvider, object> Compile(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .MaxBy(candidate => candidate.GetParameters().Length)!;
        var parts = Expression.Parameter(typeof(IServiceProvider));
        var arguments = constructor.GetParameters().Select(parameter => Expression.Convert(
            Expression.Call(
                typeof(Blueprint), nameof(Need), null, parts, Expression.Constant(parameter.ParameterType), Expression.Constant(parameter.HasDefaultValue), Expression.Constant(type)),
            parameter.ParameterType));
        return Expression.Lambda<Func<IServiceProvider, object>>(Expression.New(constructor, arguments), parts).Compile();
    }

    private static object? Need(IServiceProvider parts, Type type, bool optional, Type by) =>
        parts.GetService(type) ?? (optional ? null : throw new InvalidOperationException($"{by.Name} needs a {type}, which nobody registers."));

    private static bool IsOurs(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
            ? Modules.Contains((service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Assembly)
            : service.ServiceType.Assembly.GetName().Name!.StartsWith("ImageGen.", StringComparison.Ordinal);

    private static Func<IServiceProvider, object>? MakerOf(ServiceDescriptor service) => service switch
    {
        { IsKeyedService: true } => null,
        { ImplementationInstance: { } instance } => _ => instance,
        { ImplementationFactory: { } factory } => factory,
        { ImplementationType: { IsGenericTypeDefinition: false } type } => parts => Make(type, parts),
        _ => null,
    };

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static IEnumerable<ConsumerOf> ConsumersOf(Roles roles)
    {
        var services = new ServiceCollection();
        services.AddMassTransit(bus =>
        {
            if (roles.HasFlag(Roles.Worker))
                bus.AddVolcengineConsumers();
            if (roles.HasFlag(Roles.Jobs))
                bus.AddJobsConsumers();
            if (roles.HasFlag(Roles.Storage))
                bus.AddStorageConsumers();
        });
        using var provider = services.BuildServiceProvider();
        foreach (var consumer in services.Select(service => service.ServiceType).Where(type => type.IsAssignableTo(typeof(IConsumer)) && type.Assembly.GetName().Name!.StartsWith("ImageGen.", StringComparison.Ordinal)))
        {
            foreach (var contract in consumer.GetInterfaces().Where(contract => IsGeneric(contract, typeof(IConsumer<>))))
                yield return ConsumerOf.Create(consumer, contract.GetGenericArguments()[0], provider);
        }
    }

    private static Dictionary<string, RouteEndpoint> EndpointsOf(Roles roles, ServiceProvider services)
    {
        var routes = new Routes(services);
        if (roles.HasFlag(Roles.Worker))
            routes.MapVolcengine();
        if (roles.HasFlag(Roles.Jobs))
            routes.MapJobs();
        return routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Name: $"{method} {endpoint.RoutePattern.RawText}", endpoint)))
            .DistinctBy(endpoint => endpoint.Name).ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.endpoint);
    }

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider { get; } = services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);
    }
}
