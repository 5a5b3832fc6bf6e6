using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Contracts;

/// <summary>Names a prompt where it must not be shown: whoever has the prompt can tell that it is the one.</summary>
public static class PromptHash
{
    /// <param name="prompt">As it was sent to the provider.</param>
    /// <returns>SHA-256, hex.</returns>
    public static string Of(string prompt) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));
}
