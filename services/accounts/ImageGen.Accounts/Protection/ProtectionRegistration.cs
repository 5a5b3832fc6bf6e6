using ImageGen.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Accounts.Protection;

internal static class ProtectionRegistration
{
    /// <summary>Data protection by keys that all replicas share.</summary>
    public static void AddSharedProtection(this IHostApplicationBuilder builder)
    {
        builder.AddDocuments<ProtectionKey>();
        builder.Services.AddSingleton<ProtectionKeys>();
        builder.Services.AddDataProtection().SetApplicationName("ImageGen");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>((options, keys) => options.XmlRepository = keys);
        // It warns of keys that lie in the store unencrypted, which we know: see ProtectionKey.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }
}
