using System.ComponentModel.DataAnnotations;
using ImageGen.Jobs.Domain;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Create;

/// <summary>The section <c>Jobs:Review</c>, the same in every process. What is none of its values stops the start, which names it.</summary>
internal sealed class ReviewOptions
{
    public const string Section = "Jobs:Review";

    /// <summary>Off (default), Chosen or All.</summary>
    [EnumDataType(typeof(ReviewedUsers))]
    public ReviewedUsers Whose { get; init; }
}

[OptionsValidator]
internal sealed partial class ReviewOptionsValidator : IValidateOptions<ReviewOptions>;
