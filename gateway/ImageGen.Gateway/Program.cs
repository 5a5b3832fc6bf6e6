using ImageGen.Edge;
using ImageGen.Gateway;
using ImageGen.ServiceDefaults;

return await ServiceHost.RunAsync(
    args,
    builder => builder.AddGateway(),
    app =>
    {
        app.UseEdge();
        app.MapGateway();
        app.UseWebApp();
    });
