using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.ObjectStorage.LocalDisk;

namespace ImageGen.ObjectStorage.Keys;

/// <summary>
/// The uploads in the object store. Each lies under a hash of its owner, so an id leads nobody else to it, and has its facts beside it in
/// a small JSON object: one read tells a module that shares nothing but the store all it must know. The facts are written last and
/// deleted first, so where they are, the picture is.
/// </summary>
public sealed class UploadedPictures(IObjectStore objects)
{
    public const string IdPrefix = "upl_";

    private const int MaxIdLength = 64;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<UploadPurpose>() } };

    /// <summary>Where the bytes are.</summary>
    public static string KeyOf(string owner, UploadedPicture picture) => Stem(owner, picture.Id) + ContentTypes.Extension(picture.ContentType);

    /// <returns>Null where this owner has no such picture, whatever the text is.</returns>
    public async Task<UploadedPicture?> FindAsync(string owner, string id, CancellationToken cancellationToken)
    {
        if (!IsId(id))
            return null;
        await using var facts = await objects.OpenAsync(FactsKey(owner, id), range: null, cancellationToken);
        return facts is null ? null : await JsonSerializer.DeserializeAsync<UploadedPicture>(facts.Stream, Json, cancellationToken);
    }

    /// <param name="content">Seekable, read from its position.</param>
    public async Task PutAsync(string owner, UploadedPicture picture, Stream content, CancellationToken cancellationToken)
    {
        await objects.PutAsync(KeyOf(owner, picture), content, picture.ContentType, cancellationToken);
        using var facts = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(picture, Json));
        await objects.PutAsync(FactsKey(owner, picture.Id), facts, "application/json", cancellationToken);
    }

    /// <summary>May be repeated.</summary>
    public async Task DeleteAsync(string owner, UploadedPicture picture, CancellationToken cancellationToken)
    {
        await objects.DeleteAsync(FactsKey(owner, picture.Id), cancellationToken);
        var key = KeyOf(owner, picture);
        foreach (var each in PictureKeys.AllFitted(key).Append(key))
            await objects.DeleteAsync(each, cancellationToken);
    }

    private static bool IsId(string text) =>
        text.Length <= MaxIdLength
        && text.StartsWith(IdPrefix, StringComparison.Ordinal)
        && text.Length > IdPrefix.Length
        && !text.AsSpan(IdPrefix.Length).ContainsAnyExcept(IdCharacters);

    private static string FactsKey(string owner, string id) => Stem(owner, id) + ".json";

    private static string Stem(string owner, string id) => $"uploads/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..32]}/{id}";
}
