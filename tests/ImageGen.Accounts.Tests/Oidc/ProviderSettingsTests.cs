using ImageGen.Accounts.Provider;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Accounts.Tests.Oidc;

public sealed class ProviderSettingsTests
{
    [Fact]
    public void Without_settings_there_is_no_provider() => Assert.Null(ProviderSettings.From(Configuration(null, null, null)));

    [Fact]
    public void A_provider_is_called_by_its_host_where_nobody_names_it() =>
        Assert.Equal("id.example.com", ProviderSettings.From(Configuration("https://id.example.com/realms/one", "id", "secret"))!.Name);

    [Theory]
    [InlineData("https://id.example.com", "id", null)]
    [InlineData(null, "id", "secret")]
    [InlineData("http://id.example.com", "id", "secret")]
    [InlineData("id.example.com", "id", "secret")]
    [InlineData("https://user:word@id.example.com", "id", "secret")]
    public void Settings_that_can_not_work_are_told(string? authority, string? id, string? secret) =>
        Assert.Contains("IMAGEGEN_OIDC_AUTHORITY", Assert.Throws<ConfigurationException>(() => ProviderSettings.From(Configuration(authority, id, secret))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_names_group_team_and_role() => Assert.Equal(
        [new GroupRule("design team", "tem_1", TeamRole.Viewer), new GroupRule("a=b:c", "tem_2", TeamRole.Member), new GroupRule("ops", null, TeamRole.Admin)],
        GroupRule.ReadAll(" design team = tem_1:viewer, a=b:c=tem_2:member,,ops=:admin,"));

    [Theory]
    [InlineData("group")]
    [InlineData("group=tem_1")]
    [InlineData("group=tem_1:owner")]
    [InlineData("group=:member")]
    [InlineData("=tem_1:member")]
    public void What_is_no_rule_is_told(string text) =>
        Assert.Contains(text, Assert.Throws<ConfigurationException>(() => GroupRule.ReadAll(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a@b")]
    [InlineData("*.example.com")]
    [InlineData("@")]
    public void What_is_no_domain_is_told(string domain)
    {
        var configuration = Configuration("https://id.example.com", "id", "secret");
        configuration["ImageGen:Oidc:Domains"] = domain;
        Assert.Throws<ConfigurationException>(() => ProviderSettings.From(configuration));
    }

    [Fact]
    public async Task Behind_another_door_the_own_name_has_to_be_said() =>
        Assert.Contains("IMAGEGEN_PUBLIC_URL", (await Assert.ThrowsAsync<ConfigurationException>(() => AccountsHost.StartAsync(
            ("ImageGen:Oidc:Authority", "https://id.example.com"), ("ImageGen:Oidc:ClientId", "id"), ("ImageGen:Oidc:ClientSecret", "secret")))).Message, StringComparison.Ordinal);

    private static ConfigurationManager Configuration(string? authority, string? id, string? secret)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("ImageGen:Oidc:Authority", authority), new("ImageGen:Oidc:ClientId", id), new("ImageGen:Oidc:ClientSecret", secret)]);
        return configuration;
    }
}
