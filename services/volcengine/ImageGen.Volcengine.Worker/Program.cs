using ImageGen.Edge;
using ImageGen.Messaging;
using ImageGen.Persistence.Unreadable;
using ImageGen.ServiceDefaults;
using ImageGen.Volcengine;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddMessaging(bus => bus.AddVolcengineConsumers());
        builder.AddVolcengine();
    },
    app =>
    {
        app.UseEdge();
        app.MapVolcengine();
        app.MapDocuments();
    });
