using ImageGen.Volcengine.Simulator.Admin;
using ImageGen.Volcengine.Simulator.Ark;
using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.ImageX;
using ImageGen.Volcengine.Simulator.Inputs;
using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Signing;
using ImageGen.Volcengine.Simulator.Tasks;
using ImageGen.Volcengine.Simulator.Visual;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ImageGen.Volcengine.Simulator;

/// <summary>
/// A stand-in for Volcengine's Visual, veImageX and Ark APIs, for demos and tests: the same addresses, signatures, errors and task life, on Kestrel.
/// It reads no configuration of its own, so that it can live inside another host's process.
/// </summary>
public static class SimulatorApp
{
    /// <summary>
    /// A built, not yet started application. Its owner starts, stops and disposes it; it does not listen to Ctrl-C.
    /// </summary>
    /// <param name="options">What to listen on, whom to know, how to behave.</param>
    /// <param name="time">The clock; null is the system's.</param>
    /// <param name="loggers">Where to log; null is nowhere.</param>
    public static WebApplication Create(SimulatorOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null) =>
        Create(options, builder =>
        {
            builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
            if (time is not null)
                builder.Services.AddSingleton(time);
            if (loggers is not null)
                builder.Services.AddSingleton(loggers);
        });

    /// <summary>The same as a program of its own, with a console log and ended by Ctrl-C.</summary>
    internal static WebApplication CreateConsole(SimulatorOptions options) =>
        Create(options, builder => builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning));

    private static WebApplication Create(SimulatorOptions options, Action<WebApplicationBuilder> configure)
    {
        if (options.Settings.Problem() is { } problem)
            throw new ArgumentException($"The simulator's settings are wrong: {problem}", nameof(options));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        configure(builder);
        AddServices(builder.Services, options);

        var app = builder.Build();
        // A journal that cannot be read or written shall stop the start, not the first call.
        _ = app.Services.GetRequiredService<TaskBook>();
        app.UseHostFiltering();
        app.MapPost("/", app.Services.GetRequiredService<VisualEndpoint>().HandleAsync);
        app.MapPost(ArkEndpoint.Path, app.Services.GetRequiredService<ArkEndpoint>().HandleAsync);
        app.MapPost(ArkEndpoint.PlanPath, app.Services.GetRequiredService<ArkEndpoint>().HandleAsync);
        app.MapPost(ChatEndpoint.Path, app.Services.GetRequiredService<ChatEndpoint>().HandleAsync);
        app.MapPost(ChatEndpoint.PlanPath, app.Services.GetRequiredService<ChatEndpoint>().HandleAsync);
        var picture = app.Services.GetRequiredService<PictureEndpoint>().HandleAsync;
        app.MapMethods("/_pictures/{id}.png", ["GET", "HEAD"], picture);
        app.MapMethods("/_pictures/{id}.jpeg", ["GET", "HEAD"], picture);
        app.MapGet("/health/{probe}", () => Results.Text("Healthy"));
        app.MapAdmin();
        return app;
    }

    private static void AddServices(IServiceCollection services, SimulatorOptions options)
    {
        services.AddRoutingCore();
        services.AddHostFiltering(filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. options.Hosts]);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SimulatorState>();
        services.AddSingleton<SignatureCheck>();
        services.AddSingleton<RateLimit>();
        services.AddSingleton<CallCounts>();
        services.AddSingleton<Moderation>();
        services.AddSingleton<InputStore>();
        services.AddSingleton<InputDownloads>();
        services.AddSingleton<InputReader>();
        services.AddSingleton<TaskBook>();
        services.AddSingleton<FaultBook>();
        services.AddSingleton<FaultPlayer>();
        services.AddSingleton<PictureLinks>();
        services.AddSingleton<PictureStore>();
        services.AddSingleton<Callbacks>();
        services.AddSingleton<SubmitTask>();
        services.AddSingleton<GetResult>();
        services.AddSingleton<CancelTask>();
        services.AddSingleton<ImageXTasks>();
        services.AddSingleton<VisualEndpoint>();
        services.AddSingleton<ArkKeys>();
        services.AddSingleton<GenerateImages>();
        services.AddSingleton<ArkEndpoint>();
        services.AddSingleton<ChatEndpoint>();
        services.AddSingleton<PictureEndpoint>();
    }

    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
