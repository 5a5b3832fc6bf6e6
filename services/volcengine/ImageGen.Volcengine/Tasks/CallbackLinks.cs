using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tasks;

/// <summary>
/// The addresses of callbacks. A token names its task and proves by a secret of its own that whoever has it was told by us.
/// </summary>
internal sealed class CallbackLinks(IOptions<VolcengineOptions> options)
{
    public const string Path = "/api/v1/callbacks/volcengine/";

    private const int SecretBytes = 24;

    /// <returns>Null where no public address of ours is configured.</returns>
    public CallbackLink? New(string taskId)
    {
        if (options.Value.PublicUrl is not { Length: > 0 } door)
            return null;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return new CallbackLink($"{door.TrimEnd('/')}{Path}{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(taskId))}.{secret}", secret);
    }

    public static bool TryRead(string token, [NotNullWhen(true)] out string? taskId, [NotNullWhen(true)] out string? secret)
    {
        (taskId, secret) = (null, null);
        if (token.Split('.') is not [var name, var rest] || !Base64Url.IsValid(name))
            return false;
        (taskId, secret) = (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(name)), rest);
        return true;
    }

    public static bool IsSecret(string? known, string given) =>
        known is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(given));
}
