using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Uploads;

/// <summary>Uploads over HTTP, as the page and other programs do.</summary>
internal static class UploadClient
{
    public static Task<HttpResponseMessage> PostAsync(this StorageWorld world, byte[] body, string? contentType = "image/png", string query = "")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return world.Client.PostAsync("/api/v1/uploads" + query, content);
    }

    public static Task<HttpResponseMessage> PostFormAsync(this StorageWorld world, params (string Name, byte[] Bytes)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in parts)
            form.Add(new ByteArrayContent(bytes), name, "picture");
        return world.Client.PostAsync("/api/v1/uploads", form);
    }

    public static async Task<JsonElement> UploadAsync(this StorageWorld world, byte[] body, string query = "")
    {
        var response = await world.PostAsync(body, query: query);
        Assert.True(201 == (int)response.StatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<byte[]> ContentAsync(this StorageWorld world, JsonElement upload) =>
        await world.Client.GetByteArrayAsync(upload.GetProperty("url").GetString());

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }
}
