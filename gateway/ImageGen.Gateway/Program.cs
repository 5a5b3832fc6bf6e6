using ImageGen.Edge;
using ImageGen.Gateway;
using ImageGen.ServiceDefaults;

return await ServiceHost.RunAsync(
    args,
    builder => builder.AddGateway(),
    app =>
    {
        app.UseFrontDoor();
        app.MapGateway();
        app.UseWebApp();
    });
