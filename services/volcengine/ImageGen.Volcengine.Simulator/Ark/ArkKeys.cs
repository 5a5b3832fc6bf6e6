using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>Checks the API key of a call.</summary>
internal sealed class ArkKeys(SimulatorOptions options)
{
    private const string Scheme = "Bearer ";

    /// <returns>A name for the key that does not show it.</returns>
    /// <exception cref="ArkException">There is no key, or it is not known.</exception>
    public string Verify(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal) && options.ArkApiKeys.Contains(header[Scheme.Length..])
            ? "ark-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(header)))[..8]
            : throw new ArkException(ArkError.Authentication);
    }
}
