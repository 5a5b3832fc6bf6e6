using System.ComponentModel;
using ImageGen.Auditing;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Labels;

/// <summary>Which labels of a job or a picture to change.</summary>
/// <remarks>A member that is left out and one that is null are different wishes, so each remembers that it was given.</remarks>
internal abstract record LabelPatch
{
    private readonly bool hasTitle;
    private readonly bool hasTags;
    private readonly bool hasFavorite;

    [Description("At most 200 characters.")]
    public string? Title { get; init => (field, hasTitle) = (value, true); }

    [Description("In the place of all that there are: at most 20, each of 1 to 50 characters.")]
    public IReadOnlyList<string>? Tags { get; init => (field, hasTags) = (value, true); }

    public bool? Favorite { get; init => (field, hasFavorite) = (value, true); }

    /// <exception cref="ProblemException">422, naming every member that is wrong.</exception>
    public void Check()
    {
        var errors = new RequestErrors();
        TitleAndTags.Check(Title, Tags ?? [], errors);
        errors.ThrowIfAny();
    }

    /// <summary>For the record.</summary>
    public IReadOnlyDictionary<string, string> Given() => EntryDetails.Given(new Dictionary<string, string?>
    {
        ["title"] = hasTitle ? Title ?? "" : null,
        ["tags"] = hasTags ? string.Join(", ", Tags ?? []) : null,
        ["favorite"] = hasFavorite ? Favorite == true ? "true" : "false" : null,
    });

    public JobLabels ApplyTo(JobLabels labels) => new(
        hasTitle ? Title : labels.Title,
        hasTags ? Tags ?? [] : labels.Tags,
        hasFavorite ? Favorite == true : labels.Favorite);
}
