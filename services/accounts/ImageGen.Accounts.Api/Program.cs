using ImageGen.Accounts;
using ImageGen.Edge;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.HttpOverrides;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddMessaging(bus => bus.AddAccountsConsumers());
        builder.AddAccounts();
        // Attempts to sign in are counted by address: that of the caller is the gateway's word, and nobody else reaches this service.
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
        });
    },
    app =>
    {
        app.UseForwardedHeaders();
        app.UseEdge();
        app.MapAccounts();
        app.MapAccountsInside();
    });
