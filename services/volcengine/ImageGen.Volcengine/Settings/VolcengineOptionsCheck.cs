using ImageGen.Catalogue;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Settings;

/// <summary>What no attribute can say: keys that belong together, addresses, and names without a second of the kind.</summary>
internal sealed class VolcengineOptionsCheck : IValidateOptions<VolcengineOptions>
{
    public ValidateOptionsResult Validate(string? name, VolcengineOptions options)
    {
        string? problem = options switch
        {
            _ when KeyProblem(options) is { } wrong => wrong,
            { AccessKey: "", SecretKey: not "" } or { AccessKey: not "", SecretKey: "" } =>
                $"{ProviderApis.AccessKey.Variable} and {ProviderApis.SecretKey.Variable} go together: one of them is not set.",
            _ when options.Pool().Count == 0 =>
                $"Set {ProviderApis.KeyNames}, or all of them; each may also be a file named by the same name with _FILE.",
            { Region: "" } => "VOLCENGINE_REGION is empty; the Visual API's region is cn-north-1.",
            { PublicUrl: { Length: > 0 } door } when !IsEndpoint(door) => "IMAGEGEN_PUBLIC_URL must be an http or https address without a path, such as https://images.example.com.",
            _ when AccountOptions.Problem(options.Pool()) is { } wrong => wrong,
            _ when options.Limits.FirstOrDefault(limit => limit.Value.Problem() is not null) is { Key: { } model } wrong => $"Volcengine:Limits:{model}: {wrong.Value.Problem()}.",
            _ when options.Endpoints().Select(EndpointProblem).FirstOrDefault(wrong => wrong is not null) is { } wrong => wrong,
            _ => null,
        };
        return problem is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problem);
    }

    private static bool IsEndpoint(string text) => IsAddress(text) && new Uri(text).AbsolutePath == "/";

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", UserInfo: "", Fragment: "", Host: not "" };

    private static string? EndpointProblem((ProviderApi Api, string Endpoint) set) => set switch
    {
        { Api: { UsualPath: null, Endpoint: var setting }, Endpoint: var address } when !IsEndpoint(address) =>
            $"{setting.Variable} must be an http or https address without a path, such as {setting.Default}.",
        { Api: { UsualPath: { } path, Endpoint: var setting }, Endpoint: var address } when !IsAddress(address) =>
            $"{setting.Variable} must be an http or https address, such as {setting.Default}, with or without a path such as {path}.",
        _ => null,
    };

    /// <returns>Which key no request could carry, and why, or null.</returns>
    private static string? KeyProblem(VolcengineOptions options) => new (ProviderSetting Setting, string? Key)[]
    {
        (ProviderApis.AccessKey, options.AccessKey),
        (ProviderApis.SecretKey, options.SecretKey),
        (ProviderApis.SessionToken, options.SessionToken),
        (ProviderApis.ArkApiKey, options.Ark.ApiKey),
    }.Select(set => KeyText.Problem(set.Key) is { } problem ? $"{set.Setting.Variable} {problem}." : null).FirstOrDefault(problem => problem is not null);
}
