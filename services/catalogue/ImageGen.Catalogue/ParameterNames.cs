using System.Text.Json;

namespace ImageGen.Catalogue;

/// <summary>
/// The parameters that have a place of their own in a request. Rules and the bodies sent to a provider go through this list, so that a new
/// one needs no line there.
/// </summary>
public static class ParameterNames
{
    /// <summary>As the API and the files of models name them; every other parameter is given in a request's <c>options</c>.</summary>
    public static readonly IReadOnlyList<string> TopLevel = ["negative_prompt", "seed", "steps", "guidance_scale", "strength"];

    /// <param name="request">With its members in snake case.</param>
    /// <returns>Those that it gives: a null is as good as absent.</returns>
    public static IEnumerable<KeyValuePair<string, JsonElement>> GivenIn(JsonElement request)
    {
        foreach (var name in TopLevel)
        {
            if (request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                yield return KeyValuePair.Create(name, value);
        }
    }
}
