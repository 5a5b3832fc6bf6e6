using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.ServiceDefaults.Configuration;

/// <summary>
/// The short names of environment variables and the settings they stand for: the one place that knows both;
/// those of the provider are declared with its APIs.
/// The long form (<c>Volcengine__Visual__Endpoint</c>) works as well and wins.
/// </summary>
internal static class EnvironmentNames
{
    public static readonly IReadOnlyList<EnvironmentName> All =
    [
        .. ProviderApis.Settings.Select(setting => new EnvironmentName(setting.Variable, setting.Name, setting.IsSecret)),
        new("RABBITMQ_URL", "RABBITMQ_URL", Secret: true),
        new("MONGODB_URL", "MONGODB_URL", Secret: true),
        new("S3_ENDPOINT", "S3:Endpoint"),
        new("S3_PUBLIC_ENDPOINT", "S3:PublicEndpoint"),
        new("S3_REGION", "S3:Region"),
        new("S3_BUCKET", "S3:Bucket"),
        new("S3_ACCESS_KEY", "S3:AccessKey", Secret: true),
        new("S3_SECRET_KEY", "S3:SecretKey", Secret: true),
        new("S3_FORCE_PATH_STYLE", "S3:ForcePathStyle"),
        new("STORAGE_LARGEST_PICTURE", "Storage:LargestPicture"),
        new("STORAGE_SOURCE_HOSTS", "Storage:SourceHosts:0"),
        new("IMAGEGEN_DATA", "IMAGEGEN_DATA"),
        new("IMAGEGEN_MIN_FREE_MB", "IMAGEGEN_MIN_FREE_MB"),
        new("IMAGEGEN_RESTORED", "ImageGen:Restored"),
        new("IMAGEGEN_PUBLIC_URL", "ImageGen:PublicUrl"),
        new("IMAGEGEN_ALLOWED_HOSTS", "AllowedHosts"),
        new("IMAGEGEN_ACCOUNTS_URL", AccountsMode.UrlSetting),
        new("IMAGEGEN_ADMIN_EMAIL", "ImageGen:AdminEmail"),
        new("IMAGEGEN_ADMIN_PASSWORD", "ImageGen:AdminPassword", Secret: true),
        new("IMAGEGEN_OIDC_AUTHORITY", "ImageGen:Oidc:Authority"),
        new("IMAGEGEN_OIDC_CLIENT_ID", "ImageGen:Oidc:ClientId"),
        new("IMAGEGEN_OIDC_CLIENT_SECRET", "ImageGen:Oidc:ClientSecret", Secret: true),
        new("IMAGEGEN_OIDC_NAME", "ImageGen:Oidc:Name"),
        new("IMAGEGEN_OIDC_DOMAINS", "ImageGen:Oidc:Domains"),
        new("IMAGEGEN_OIDC_TEAMS", "ImageGen:Oidc:Teams"),
        new("IMAGEGEN_AUDIT_DAYS", "Audit:Days"),
        new("IMAGEGEN_AUDIT_PROMPTS", "Audit:Prompts"),
        new("IMAGEGEN_LIMIT_ADDRESS", "Limits:Address"),
        new("IMAGEGEN_LIMIT_ANONYMOUS", "Limits:Anonymous"),
        new("IMAGEGEN_LIMIT_USER", "Limits:User"),
        new("IMAGEGEN_LIMIT_KEY", "Limits:Key"),
        new("IMAGEGEN_LIMIT_PICTURES", "Limits:Pictures"),
        new("IMAGEGEN_LIMIT_STREAMS", "Limits:Streams"),
        new("IMAGEGEN_SECRET_KEY", "ImageGen:SecretKey", Secret: true),
        new("IMAGEGEN_PICTURES_PER_DAY", "Jobs:Quotas:PicturesPerDay"),
        new("IMAGEGEN_COST_PER_MONTH", "Jobs:Quotas:CostPerMonth"),
        new("IMAGEGEN_UTC_OFFSET", "Jobs:Quotas:UtcOffset"),
        new("IMAGEGEN_TRASH_DAYS", "Jobs:TrashDays"),
        new("IMAGEGEN_REVIEW", "Jobs:Review:Whose"),
        new("IMAGEGEN_MODELS", "Catalogue:Folder"),
        new("IMAGEGEN_WEB", "ImageGen:WebRoot"),
        new("IMAGEGEN_DEMO", "ImageGen:DemoMode"),
    ];
}

/// <param name="Secret">May also be given as a file named by <c>NAME_FILE</c>.</param>
internal sealed record EnvironmentName(string Variable, string Setting, bool Secret = false)
{
    /// <summary>The variable is the setting, so the environment has no long name for it.</summary>
    public bool IsSetting => Variable == Setting;
}
