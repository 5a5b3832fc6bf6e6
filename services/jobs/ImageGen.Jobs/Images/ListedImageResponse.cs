using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ImageGen.Catalogue;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Images;

[Description("A picture, with what a gallery shows of its job.")]
internal sealed record ListedImageResponse : JobImageResponse
{
    public ListedImageResponse()
    {
    }

    [SetsRequiredMembers]
    private ListedImageResponse(FoundImage found, Language language) : base(JobView.ImageOf(found.Job, found.Picture, language))
    {
        var job = found.Job;
        JobId = job.Id;
        JobTitle = job.Title;
        Model = job.Request.Model;
        Prompt = job.WrittenPrompt ?? job.Request.Prompt;
        Owner = JobView.OwnerOf(job);
        CreatedAt = JobView.Utc(job.CreatedAt);
    }

    [Description("Id of the job that made it.")]
    public required string JobId { get; init; }

    [Description("The job's title.")]
    public required string? JobTitle { get; init; }

    [Description("Id of the model in the catalogue.")]
    public required string Model { get; init; }

    [Description("As the person wrote it.")]
    public required string? Prompt { get; init; }

    public required JobOwnerResponse Owner { get; init; }

    [Description("When the job was created.")]
    public required DateTime CreatedAt { get; init; }

    public static ListedImageResponse Of(FoundImage found, Language language) => new(found, language);
}
