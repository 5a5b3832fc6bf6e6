using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace ImageGen.ServiceDefaults.Tests;

public sealed class EnvironmentNamesTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_short_name_stands_for_its_setting() =>
        Assert.Equal("cn-north-1", Load(("VOLCENGINE_REGION", "cn-north-1"))["Volcengine:Region"]);

    [Fact]
    public void A_secret_may_come_from_a_file_without_its_last_newline()
    {
        File.WriteAllText(file, "s3cret value\n");
        Assert.Equal("s3cret value", Load(("VOLCENGINE_SECRET_KEY_FILE", file))["Volcengine:SecretKey"]);
    }

    [Fact]
    public void A_secret_given_twice_is_an_error_that_names_both()
    {
        var error = Assert.Throws<ConfigurationException>(() => Load(("RABBITMQ_URL", "amqp://a"), ("RABBITMQ_URL_FILE", file)));
        Assert.Contains("RABBITMQ_URL_FILE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_file_that_is_missing_is_an_error_that_names_it()
    {
        var error = Assert.Throws<ConfigurationException>(() => Load(("S3_SECRET_KEY_FILE", file + ".missing")));
        Assert.Contains(file + ".missing", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A file of settings that was written on Windows, or with quotes, which not every reader of such files takes off.</summary>
    [Theory]
    [InlineData("IMAGEGEN_DATA", "/data\r", "/data")]
    [InlineData("MONGODB_URL", "\"mongodb://db\"\r\n", "mongodb://db")]
    [InlineData("RABBITMQ_URL", "\ufeffamqp://broker ", "amqp://broker")]
    [InlineData("S3_SECRET_KEY", " 's3cret' ", "s3cret")]
    [InlineData("S3_REGION", "cn-beijing\r", "cn-beijing")]
    [InlineData("IMAGEGEN_MODELS", "\t/models\n", "/models")]
    [InlineData("VOLCENGINE_CREDENTIALS_FILE", "/keys.json\r", "/keys.json")]
    public void What_editors_leave_around_a_setting_is_not_part_of_it(string variable, string written, string meant)
    {
        var setting = EnvironmentNames.All.Single(name => name.Variable == variable);
        Assert.Equal(meant, Host((variable, written))[setting.Setting]);
        File.WriteAllText(file, written);
        if (setting.Secret)
            Assert.Equal(meant, Host((variable + "_FILE", file + "\r"))[setting.Setting]);
    }

    [Fact]
    public void An_empty_variable_is_an_unset_one() =>
        Assert.Null(Load(("S3_ENDPOINT", ""))["S3:Endpoint"]);

    [Fact]
    public void An_empty_file_is_an_unset_secret()
    {
        File.WriteAllText(file, "\n");
        Assert.Null(Load(("IMAGEGEN_SECRET_KEY_FILE", file))["ImageGen:SecretKey"]);
    }

    [Fact]
    public void An_empty_variable_does_not_hide_the_file_of_its_secret()
    {
        File.WriteAllText(file, "amqp://broker");
        Assert.Equal("amqp://broker", Host(("RABBITMQ_URL", ""), ("RABBITMQ_URL_FILE", file))["RABBITMQ_URL"]);
    }

    [Fact]
    public void The_long_form_wins() =>
        Assert.Equal("long", Host(("VOLCENGINE_MODEL_ID", "short"), ("Volcengine__ModelId", "long"))["Volcengine:ModelId"]);

    [Fact]
    public void The_command_line_wins_over_both() =>
        Assert.Equal("/line", Host(["--IMAGEGEN_DATA=/line"], ("IMAGEGEN_DATA", "/variable"))["IMAGEGEN_DATA"]);

    [Fact]
    public void Other_variables_that_end_in_FILE_are_left_alone() =>
        Assert.Empty(Load(("SSL_CERT_FILE", "/etc/ssl/certs")).AsEnumerable());

    private static ConfigurationManager Host(params (string Name, string Value)[] environment) => Host([], environment);

    /// <summary>The configuration of a real host, which reads the variables of this process.</summary>
    private static ConfigurationManager Host(string[] arguments, params (string Name, string Value)[] environment)
    {
        foreach (var (name, value) in environment)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            return WebApplication.CreateBuilder(arguments).AddServiceDefaults().Configuration;
        }
        finally
        {
            foreach (var (name, _) in environment)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static IConfigurationRoot Load(params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(entry => entry.Name, entry => entry.Value);
        return new ConfigurationBuilder().Add(new EnvironmentNamesSource(EnvironmentNames.All, variables.GetValueOrDefault)).Build();
    }
}
