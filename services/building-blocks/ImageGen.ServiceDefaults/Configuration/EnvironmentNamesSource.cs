using Microsoft.Extensions.Configuration;

namespace ImageGen.ServiceDefaults.Configuration;

/// <summary>Reads variables of <see cref="EnvironmentNames"/>. A fixed list, because a scan for <c>*_FILE</c> would also catch SSL_CERT_FILE.</summary>
internal sealed class EnvironmentNamesSource(IEnumerable<EnvironmentName> names, Func<string, string?> variable) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(names, variable);

    private sealed class Provider(IEnumerable<EnvironmentName> names, Func<string, string?> variable) : ConfigurationProvider
    {
        public override void Load()
        {
            foreach (var name in names)
            {
                if (Read(name) is { } value)
                    Data[name.Setting] = value;
            }
        }

        private string? Read(EnvironmentName name)
        {
            // An empty variable is an unset one: compose files pass "${S3_ENDPOINT:-}".
            var value = Clean(variable(name.Variable));
            if (!name.Secret || Clean(variable(name.Variable + "_FILE")) is not { } file)
                return value;
            if (value is not null)
                throw new ConfigurationException($"Set either {name.Variable} or {name.Variable}_FILE, not both.");
            try
            {
                return Clean(File.ReadAllText(file));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException($"{name.Variable}_FILE names {file}, which can not be read: {error.Message}");
            }
        }

        private static string? Clean(string? value) => SettingText.Unquoted(value) is { Length: > 0 } text ? text : null;
    }
}
