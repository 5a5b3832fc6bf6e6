namespace ImageGen.ServiceDefaults;

/// <summary>
/// The short names of environment variables and the settings they stand for: the one place that knows both.
/// The long form (<c>Volcengine__Visual__Endpoint</c>) works as well and wins.
/// </summary>
internal static class EnvironmentNames
{
    public static readonly IReadOnlyList<EnvironmentName> All =
    [
        new("VOLCENGINE_ACCESS_KEY", "Volcengine:AccessKey", Secret: true),
        new("VOLCENGINE_SECRET_KEY", "Volcengine:SecretKey", Secret: true),
        new("VOLCENGINE_SESSION_TOKEN", "Volcengine:SessionToken", Secret: true),
        new("VOLCENGINE_CREDENTIALS_FILE", "Volcengine:CredentialsFile"),
        new("VOLCENGINE_CONCURRENCY", "Volcengine:Limits:*:Concurrency"),
        new("VOLCENGINE_REQUESTS_PER_SECOND", "Volcengine:Limits:*:RequestsPerSecond"),
        new("VOLCENGINE_POLLS_PER_SECOND", "Volcengine:PollsPerSecond"),
        new("VOLCENGINE_REGION", "Volcengine:Region"),
        new("VOLCENGINE_MODEL_ID", "Volcengine:ModelId"),
        new("VOLCENGINE_VISUAL_ENDPOINT", "Volcengine:Visual:Endpoint"),
        new("VOLCENGINE_IMAGEX_ENDPOINT", "Volcengine:ImageX:Endpoint"),
        new("VOLCENGINE_SERVICE_ID", "Volcengine:ImageX:ServiceId"),
        new("VOLCENGINE_IMAGEX_DOMAIN", "Volcengine:ImageX:Domain"),
        new("VOLCENGINE_IMAGEX_TEMPLATE", "Volcengine:ImageX:Template"),
        new("ARK_API_KEY", "Volcengine:Ark:ApiKey", Secret: true),
        new("ARK_ENDPOINT", "Volcengine:Ark:Endpoint"),
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
        new("IMAGEGEN_SECRET_KEY", "ImageGen:SecretKey", Secret: true),
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
