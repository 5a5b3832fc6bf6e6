using System.Text.Json;

namespace ImageGen.Catalogue.Tests;

public sealed class ParameterRuleTests
{
    private static readonly LocalizedText Name = new("名", "Name");

    public static TheoryData<string, string, string?> Values => new()
    {
        { "integer", "1", null },
        { "integer", "9", null },
        { "integer", "0", "is 1 to 9" },
        { "integer", "10", "is 1 to 9" },
        { "integer", "1.5", "is a whole number" },
        { "integer", "1e400", "is a whole number" },
        { "integer", "18446744073709551615", "is 1 to 9" },
        { "integer", "-99999999999999999999", "is 1 to 9" },
        { "integer", "\"1\"", "is a whole number" },
        { "number", "1.5", null },
        { "number", "9.01", "is 1 to 9" },
        { "number", "1e400", "is 1 to 9" },
        { "number", "true", "is a number" },
        { "text", "\"a\"", null },
        { "text", "\"\"", "has 1 to 9 characters" },
        { "text", "\"🦊🦊🦊🦊🦊🦊🦊🦊🦊\"", null },
        { "text", "\"0123456789\"", "has 1 to 9 characters" },
        { "text", "1", "is a text" },
        { "boolean", "true", null },
        { "boolean", "false", null },
        { "boolean", "1", "is true or false" },
        { "boolean", "\"true\"", "is true or false" },
        { "choice", "\"png\"", null },
        { "choice", "\"PNG\"", "is one of jpeg, png" },
        { "choice", "1", "is one of jpeg, png" },
        { "choice", "{}", "is one of jpeg, png" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_judged_by_type_and_range(string type, string json, string? says)
    {
        var rule = new ParameterRule
        {
            Type = Enum.Parse<ParameterType>(type, ignoreCase: true),
            Min = 1,
            Max = 9,
            Choices = [new ParameterChoice("jpeg", Name), new ParameterChoice("png", Name)],
            Name = Name,
        };
        Assert.Equal(says, rule.Problem(JsonElement.Parse(json)));
    }

    [Theory]
    [InlineData(1.0, null, "0", "is at least 1")]
    [InlineData(null, 9.0, "10", "is at most 9")]
    [InlineData(null, null, "-5", null)]
    public void A_range_may_be_open(double? min, double? max, string json, string? says) =>
        Assert.Equal(says, new ParameterRule { Type = ParameterType.Number, Min = min, Max = max, Name = Name }.Problem(JsonElement.Parse(json)));
}
