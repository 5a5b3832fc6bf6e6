using System.Globalization;
using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Views;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs.Get;

/// <summary>Shows a job in an HTTP answer: in the caller's language, with its place in the queue and the headers that belong to it.</summary>
internal sealed class JobAnswer(QueueEstimator queue)
{
    private const int PollSeconds = 2;

    public async Task<JobResponse> ShowAsync(Job job, HttpContext http, CancellationToken cancellationToken)
    {
        var language = Languages.Of(http.Request);
        var shown = JobView.Show(job, language);
        shown = shown with { Queue = await queue.PlaceOfAsync(shown, cancellationToken) };
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentLanguage = language.Tag();
        headers.Vary = "Accept-Language";
        // All that can make two answers differ.
        headers.ETag = $"\"{shown.Version}-{shown.Queue?.Position ?? 0}-{shown.Queue?.EtaS ?? 0}-{language.Tag()}\"";
        if (!job.Ended)
            headers.RetryAfter = PollSeconds.ToString(CultureInfo.InvariantCulture);
        return shown;
    }
}
