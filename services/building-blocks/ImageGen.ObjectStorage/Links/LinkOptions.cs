using System.Text;

namespace ImageGen.ObjectStorage.Links;

/// <summary>The section <c>ImageGen</c>, as far as links are concerned.</summary>
internal sealed record LinkOptions
{
    public const string Section = "ImageGen";

    private const int LeastSecret = 32;

    /// <summary>
    /// Where people and the provider reach this installation: an http or https address without a path, such as
    /// <c>https://images.example.com</c>. Null: it is not known, and no link leads here.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>What links are signed by, the same in every process: at least 32 bytes in UTF-8. Null: no links are signed.</summary>
    public string? SecretKey { get; init; }

    internal static bool IsSound(LinkOptions options) =>
        (string.IsNullOrEmpty(options.PublicUrl) || IsAddress(options.PublicUrl))
        && (string.IsNullOrEmpty(options.SecretKey) || Encoding.UTF8.GetByteCount(options.SecretKey) >= LeastSecret);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" };
}
