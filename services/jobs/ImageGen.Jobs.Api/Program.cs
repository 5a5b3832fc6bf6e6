using ImageGen.Edge;
using ImageGen.Jobs;
using ImageGen.Messaging;
using ImageGen.Persistence.Unreadable;
using ImageGen.ServiceDefaults;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddMessaging(bus => bus.AddJobsConsumers());
        builder.AddJobs();
    },
    app =>
    {
        app.UseEdge();
        app.MapJobs();
        app.MapDocuments();
    });
