namespace ImageGen.Catalogue;

/// <summary>What every profile must hold, so that a wrong file is found at start and not by a paid call.</summary>
internal static class ProfileRules
{
    private static readonly string[] ParameterTypes = ["integer", "number", "text"];

    public static void Check(ModelProfile model)
    {
        Require(model.Id.Length > 0 && model.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'), "the id may hold a-z, 0-9, '-' and '.'");
        Require(model.Prompt.MaxLength >= 1, "a prompt must be allowed");
        Require(model.Count.Max >= 1 && model.Count.Default >= 1 && model.Count.Default <= model.Count.Max, "count: 1 <= default <= max");
        Require(model.Size.MinPixels >= 1 && model.Size.MinPixels <= model.Size.MaxPixels, "size: 1 <= min_pixels <= max_pixels");
        Require(SizeRules.Problem(model.Size, model.Size.Default.Width, model.Size.Default.Height) is null, "the default size breaks the size rule");
        foreach (var size in model.Size.Recommended)
            Require(SizeRules.Problem(model.Size, size.Width, size.Height) is null, $"the recommended size {size.Width}x{size.Height} breaks the size rule");
        foreach (var (name, rule) in model.Parameters)
        {
            Require(ParameterTypes.Contains(rule.Type), $"parameter {name} has the unknown type {rule.Type}");
            Require(rule.Min is null || rule.Max is null || rule.Min <= rule.Max, $"parameter {name}: min is above max");
        }
        Require(model.Price.PerPicture >= 0, "a price is not negative");
        Require(model.TypicalSeconds > 0, "typical_seconds is positive");

        void Require(bool holds, string rule)
        {
            if (!holds)
                throw new InvalidCatalogueException($"Model {model.Id}: {rule}.");
        }
    }
}
