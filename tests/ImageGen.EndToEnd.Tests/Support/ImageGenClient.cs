using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ImageGen.EndToEnd.Tests.Support;

/// <summary>The public API as a team would call it.</summary>
internal sealed class ImageGenClient(Uri address) : IDisposable
{
    private static readonly string[] Ended = ["succeeded", "partially_succeeded", "failed", "canceled", "expired"];
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Uri Address { get; } = address;

    public HttpClient Http => http;

    public void Dispose() => http.Dispose();

    public static bool HasEnded(JsonElement job) => Ended.Contains(Status(job));

    public static string Status(JsonElement job) => job.GetProperty("status").GetString()!;

    public static string Id(JsonElement job) => job.GetProperty("id").GetString()!;

    public Task WaitUntilReadyAsync() => Eventually.HoldsAsync("the platform is ready", async () =>
    {
        try
        {
            return (await http.GetAsync("/api/v1/models")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    /// <summary>Sends a job until it is accepted, under one idempotency key: an outage in between makes no second job.</summary>
    public async Task<JsonElement> SubmitAsync(string prompt, int count = 1, string size = "1024x1024")
    {
        var key = Guid.NewGuid().ToString("N");
        JsonElement job = default;
        await Eventually.HoldsAsync($"the job is accepted: {prompt}", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = JsonContent.Create(new { prompt, count, size }) };
            request.Headers.Add("Idempotency-Key", key);
            try
            {
                var response = await http.SendAsync(request);
                if ((int)response.StatusCode >= 500)
                    return false;
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                job = await response.Content.ReadFromJsonAsync<JsonElement>();
                return true;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        });
        return job;
    }

    public Task<JsonElement> GetAsync(string id) => GetJsonAsync($"/api/v1/jobs/{id}");

    public Task<JsonElement> GetJsonAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, HttpStatusCode expected, object? body = null)
    {
        var response = await http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> WaitUntilEndedAsync(string id) => WaitAsync(id, HasEnded);

    public async Task<JsonElement> WaitAsync(string id, Func<JsonElement, bool> condition)
    {
        JsonElement job = default;
        await Eventually.HoldsAsync(
            $"job {id} gets there",
            async () =>
            {
                try
                {
                    job = await GetAsync(id);
                    return condition(job);
                }
                catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            () => job.ToString());
        return job;
    }

    /// <returns>The id of the upload.</returns>
    public async Task<string> UploadAsync(byte[] picture, string purpose = "reference")
    {
        using var content = new ByteArrayContent(picture) { Headers = { ContentType = new("image/png") } };
        var response = await http.PostAsync($"/api/v1/uploads?purpose={purpose}", content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return Id(await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <returns>The ended job, which has succeeded.</returns>
    public async Task<JsonElement> SucceedAsync(object request)
    {
        var job = await WaitUntilEndedAsync(Id(await PostAsync("/api/v1/jobs", HttpStatusCode.Accepted, request)));
        Assert.True(Status(job) == "succeeded", job.ToString());
        return job;
    }

    public Task<byte[]> PictureAsync(JsonElement image) => http.GetByteArrayAsync(image.GetProperty("url").GetString());
}
