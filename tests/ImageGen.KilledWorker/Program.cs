using System.Globalization;
using ImageGen.KilledWorker;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults;
using ImageGen.Volcengine;

// The real worker, but for a clock that may be ahead and a point at which it dies.
return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddMessaging(bus => bus.AddVolcengineConsumers());
        builder.AddVolcengine();
        var ahead = builder.Configuration["CLOCK_AHEAD_SECONDS"];
        if (!string.IsNullOrEmpty(ahead))
            builder.Services.AddSingleton<TimeProvider>(new ClockAhead(TimeSpan.FromSeconds(double.Parse(ahead, CultureInfo.InvariantCulture))));
        var point = builder.Configuration["KILL_AT"];
        if (!string.IsNullOrEmpty(point))
            KillPoint.Parse(point).Arm(builder.Services);
    },
    app =>
    {
        app.UseCallers();
        app.MapVolcengine();
    });
