using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Settings;

/// <summary>Cleans each setting once, where it enters: a line end from an edited file must not be found by the first paid call.</summary>
internal sealed class CleanSettings : IPostConfigureOptions<VolcengineOptions>
{
    public void PostConfigure(string? name, VolcengineOptions options)
    {
        options.AccessKey = KeyText.Clean(options.AccessKey);
        options.SecretKey = KeyText.Clean(options.SecretKey);
        options.SessionToken = KeyText.Clean(options.SessionToken);
        options.Ark.ApiKey = KeyText.Clean(options.Ark.ApiKey);
        foreach (var account in options.Credentials)
        {
            account.Name = SettingText.Unquoted(account.Name);
            account.AccessKey = KeyText.Clean(account.AccessKey);
            account.SecretKey = KeyText.Clean(account.SecretKey);
            account.SessionToken = KeyText.Clean(account.SessionToken);
            account.ArkApiKey = KeyText.Clean(account.ArkApiKey);
        }

        options.Region = SettingText.Unquoted(options.Region);
        options.PublicUrl = SettingText.Unquoted(options.PublicUrl);
        options.ContentProducer = SettingText.Unquoted(options.ContentProducer);
        options.Visual.Endpoint = SettingText.Unquoted(options.Visual.Endpoint);
        options.Ark.Endpoint = SettingText.Unquoted(options.Ark.Endpoint);
        options.Ark.ChatModel = SettingText.Unquoted(options.Ark.ChatModel);
        var imageX = options.ImageX;
        (imageX.Endpoint, imageX.Region, imageX.Service, imageX.Version) = (SettingText.Unquoted(imageX.Endpoint), SettingText.Unquoted(imageX.Region), SettingText.Unquoted(imageX.Service), SettingText.Unquoted(imageX.Version));
        (imageX.ServiceId, imageX.Domain, imageX.Template) = (SettingText.Unquoted(imageX.ServiceId), SettingText.Unquoted(imageX.Domain), SettingText.Unquoted(imageX.Template));
    }
}
