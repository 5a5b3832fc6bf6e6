using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Trash;

/// <summary>The query <c>permanent</c> of what deletes.</summary>
internal static class ForGood
{
    public const string Description = "true deletes it for good, in the trash or not: nobody can bring it back. By default it goes into the trash.";

    /// <exception cref="ProblemException">400.</exception>
    public static bool Read(string? permanent) => permanent switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new ProblemException(400, "bad_query", "permanent is true or false.") { Errors = [new ProblemError("?permanent", "permanent is true or false.")] },
    };
}
