namespace ImageGen.Catalogue;

public static class ParameterNames
{
    /// <summary>The parameters that have a place of their own in a request; every other one is given in its <c>options</c>.</summary>
    public static readonly IReadOnlyList<string> TopLevel = ["negative_prompt", "seed", "steps", "guidance_scale", "strength"];
}
