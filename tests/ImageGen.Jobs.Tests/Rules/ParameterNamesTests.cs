using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Jobs.Views;

namespace ImageGen.Jobs.Tests.Rules;

/// <summary>Each of them is a member of the request, of the command and of the answer, and is copied from one to the next by hand.</summary>
public sealed class ParameterNamesTests
{
    private static readonly JsonSerializerOptions Answer = PublicJson.Options;

    [Fact]
    public void What_is_asked_for_is_in_the_command_and_in_the_answer()
    {
        var asked = new JsonObject(ParameterNames.TopLevel.Select((name, i) => KeyValuePair.Create(name, ValueOf(name, i + 1))));
        var request = JsonSerializer.Deserialize<CreateJobRequest>(asked, Answer)!;

        var wanted = ParameterRules.AddTo(Some.Order().Request, request);

        Assert.Equal(Text(asked), Text(Given(wanted)));
        Assert.Equal(Text(asked), Text(Given(JobParametersResponse.Of(wanted, hidden: []))));
    }

    [Fact]
    public void What_is_not_asked_for_is_in_neither()
    {
        var wanted = ParameterRules.AddTo(Some.Order().Request, new CreateJobRequest { Seed = null });

        Assert.Empty(Given(wanted));
        Assert.Empty(Given(JobParametersResponse.Of(wanted, hidden: [])));
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Given<T>(T holder) =>
        ParameterNames.GivenIn(JsonSerializer.SerializeToElement(holder, Answer));

    private static string Text<T>(IEnumerable<KeyValuePair<string, T>> members) => string.Join(", ", members.Select(member => $"{member.Key} {member.Value}"));

    private static JsonNode? ValueOf(string name, int number)
    {
        var member = typeof(CreateJobRequest).GetProperties().Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == name);
        return member.PropertyType == typeof(string) ? $"text {number}" : number;
    }
}
