using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Volcengine.Apis;

/// <summary>An account of the provider, without its secret, which stays in the API's own folder.</summary>
/// <param name="Id">Names the account in documents and logs without revealing the key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Weight">Its share of the submissions, in proportion to the other accounts of the API.</param>
internal sealed record ProviderAccount(string Id, string Name = "default", double Weight = 1)
{
    public static string IdOf(string key) => "cred_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
}
