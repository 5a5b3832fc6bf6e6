namespace ImageGen.Volcengine.Simulator;

/// <summary>Judges by lists of words what the provider judges by content.</summary>
internal sealed class Moderation(SimulatorOptions options)
{
    public PromptRisk OfPrompt(string prompt) =>
        Holds(prompt, options.ForbiddenWords) ? PromptRisk.Sensitive
        : Holds(prompt, options.CopyrightWords) ? PromptRisk.Copyright
        : PromptRisk.None;

    /// <summary>True when a finished picture of this prompt is withheld.</summary>
    public bool IsRiskyPicture(string prompt) => Holds(prompt, options.RiskyOutputWords);

    private static bool Holds(string prompt, IList<string> words) =>
        words.Any(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Why a prompt is refused.</summary>
internal enum PromptRisk
{
    None,
    Sensitive,
    Copyright,
}
