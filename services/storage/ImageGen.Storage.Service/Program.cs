using ImageGen.Edge;
using ImageGen.Messaging;
using ImageGen.Persistence.Unreadable;
using ImageGen.ServiceDefaults;
using ImageGen.Storage;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddMessaging(bus => bus.AddStorageConsumers());
        builder.AddStorage();
    },
    app =>
    {
        app.UseEdge();
        app.MapStorage();
        app.MapDocuments();
    });
