using System.Net;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Accounts.Setup;

/// <summary>
/// At the start of Standalone, before it listens: with an administrator people sign in; without one there is a local user who may do
/// everything, and so only this machine may reach it.
/// </summary>
internal sealed class LocalStart(FirstAdmin first, AccountsMode accounts, IConfiguration configuration) : IHostedService
{
    /// <exception cref="ConfigurationException">Others could reach it, and nobody would have to sign in.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await FirstStart.EnsureAsync(first, configuration, cancellationToken))
        {
            accounts.Begin();
            return;
        }

        if (Array.Find(Addresses(configuration), address => !IsLoopback(address)) is { } open)
        {
            throw new ConfigurationException(
                $"'{open}' lets other machines in, and there is no administrator yet, so nobody would have to sign in. "
                + "Set IMAGEGEN_ADMIN_EMAIL and IMAGEGEN_ADMIN_PASSWORD_FILE for this start, or listen on http://localhost:8080.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string[] Addresses(IConfiguration configuration) =>
    [
        .. (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
    ];

    private static bool IsLoopback(string address) =>
        address.StartsWith("http://unix:", StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.IdnHost, out var ip) && IPAddress.IsLoopback(ip))));
}
