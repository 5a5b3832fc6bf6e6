using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Settings;

/// <summary>Adds the accounts of <see cref="VolcengineOptions.CredentialsFile"/>, read once at the start.</summary>
internal sealed class AccountsFile : IPostConfigureOptions<VolcengineOptions>
{
    private static readonly string Setting = ProviderApis.AccountsFile.Variable;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Strict) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <exception cref="ConfigurationException">The file can not be read or is not such an array.</exception>
    public void PostConfigure(string? name, VolcengineOptions options)
    {
        options.CredentialsFile = SettingText.Unquoted(options.CredentialsFile);
        if (string.IsNullOrEmpty(options.CredentialsFile))
            return;
        try
        {
            using var file = File.OpenRead(options.CredentialsFile);
            options.Credentials.AddRange(JsonSerializer.Deserialize<List<AccountOptions>>(file, Json) ?? []);
        }
        catch (JsonException error)
        {
            // Where, but not what: it may be a key.
            throw new ConfigurationException(
                $"{Setting} names {options.CredentialsFile}, which is not a JSON array of accounts: see line {error.LineNumber + 1}, {error.Path}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{Setting} names {options.CredentialsFile}, which can not be read: {error.Message}");
        }
    }
}
