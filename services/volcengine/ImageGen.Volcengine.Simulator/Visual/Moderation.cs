namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Refuses by lists of words what the provider refuses by judgement.</summary>
internal sealed class Moderation(SimulatorOptions options)
{
    /// <exception cref="EnvelopeException">The prompt is refused at submit.</exception>
    public void CheckPrompt(string prompt)
    {
        if (Holds(prompt, options.ForbiddenWords))
            throw new EnvelopeException(BusinessCode.InputTextRisk, "Text Risk Not Pass");
        if (Holds(prompt, options.CopyrightWords))
            throw new EnvelopeException(BusinessCode.CopyrightText, "Post Text Contains Sensitive Or Copyrighted Words");
    }

    /// <exception cref="EnvelopeException">The finished picture is withheld.</exception>
    public void CheckPicture(string prompt)
    {
        if (Holds(prompt, options.RiskyOutputWords))
            throw new EnvelopeException(BusinessCode.OutputImageRisk, "Post Img Risk Not Pass") { TaskStatus = "done" };
    }

    private static bool Holds(string prompt, IList<string> words) =>
        words.Any(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase));
}
