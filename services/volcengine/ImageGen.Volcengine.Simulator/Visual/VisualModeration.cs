namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>The refusals of <see cref="Moderation"/> in the Visual API's words.</summary>
internal static class VisualModeration
{
    /// <exception cref="EnvelopeException">The prompt is refused at submit.</exception>
    public static void CheckPrompt(this Moderation moderation, string prompt)
    {
        switch (moderation.OfPrompt(prompt))
        {
            case PromptRisk.Sensitive:
                throw new EnvelopeException(BusinessCode.InputTextRisk, "Text Risk Not Pass");
            case PromptRisk.Copyright:
                throw new EnvelopeException(BusinessCode.CopyrightText, "Post Text Contains Sensitive Or Copyrighted Words");
        }
    }

    /// <exception cref="EnvelopeException">The finished picture is withheld.</exception>
    public static void CheckPicture(this Moderation moderation, string prompt)
    {
        if (moderation.IsRiskyPicture(prompt))
            throw new EnvelopeException(BusinessCode.OutputImageRisk, "Post Img Risk Not Pass") { TaskStatus = "done" };
    }
}
