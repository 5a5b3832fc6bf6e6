using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Renditions;

/// <summary>Addresses of results: signed, good for a time, and whole in themselves, so that they outlive a restart.</summary>
internal sealed class PictureLinks(SimulatorOptions options, SimulatorState state, TaskBook tasks, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json =
        new(SimulatorJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private readonly byte[] _key = SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', options.Credentials.Values.Order(StringComparer.Ordinal))));

    public string Create(string baseUrl, Picture picture)
    {
        var expires = time.GetUtcNow().AddSeconds(state.Settings.UrlLifeS).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var rendition = picture.Rendition == new Rendition()
            ? ""
            : Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(picture.Rendition, Json));
        var asked = rendition.Length == 0 ? "" : $"&rendition={rendition}";
        return $"{baseUrl}/_pictures/{picture.Id}.{picture.Rendition.Format.Word()}?expires={expires}{asked}&sig={Sign(picture.Id, expires, rendition)}";
    }

    /// <summary>The picture that an address names, or null where the address is wrong or its time is over.</summary>
    public (Picture? Picture, string Refusal) Open(string id, IQueryCollection query)
    {
        var (expires, rendition) = (query["expires"].ToString(), query["rendition"].ToString());
        var expected = Encoding.UTF8.GetBytes(Sign(id, expires, rendition));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(query["sig"].ToString())))
            return (null, "The signature of this address is wrong.");
        if (time.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(expires, CultureInfo.InvariantCulture))
            return (null, "Request has expired.");

        var dash = id.LastIndexOf('-');
        if (tasks.Find(id[..dash]) is not { } task)
            return (null, "The picture is gone.");
        var asked = rendition.Length == 0
            ? new Rendition()
            : JsonSerializer.Deserialize<Rendition>(Base64Url.DecodeFromChars(rendition), Json)!;
        return (new Picture(task, int.Parse(id[(dash + 1)..], CultureInfo.InvariantCulture), asked), "");
    }

    private string Sign(string id, string expires, string rendition) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{id}\n{expires}\n{rendition}")))[..32];
}
