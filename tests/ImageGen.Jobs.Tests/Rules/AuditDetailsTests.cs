using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Tests.Rules;

public sealed class AuditDetailsTests
{
    private static readonly ImageRequest Request = new()
    {
        Model = "general-3.0",
        Prompt = "a fox, film still",
        NegativePrompt = "rain",
        Width = 1024,
        Height = 768,
        References = ["https://pictures.example.com/a.png?X-Amz-Signature=secret#s", "upl_1"],
    };

    [Fact]
    public void The_record_has_what_was_asked_for_and_no_signature_of_a_link()
    {
        var details = AuditDetails.Of(Job.Of(Request) with { Owner = "usr_1", WrittenPrompt = "a fox" }, PromptRecord.Whole);
        Assert.Equal("a fox", details["prompt"]);
        Assert.Equal("rain", details["negative_prompt"]);
        Assert.Equal("1024x768", details["size"]);
        Assert.Equal("https://pictures.example.com/a.png upl_1", details["references"]);
        Assert.DoesNotContain("seed", details.Keys);
    }

    [Fact]
    public void A_prompt_is_recorded_as_the_policy_says()
    {
        var hashed = AuditDetails.Of(Job.Of(Request), PromptRecord.Hashed);
        Assert.Equal(PromptHash.Of("a fox, film still"), hashed["prompt_sha256"]);
        Assert.DoesNotContain("fox", string.Join(' ', hashed.Values), StringComparison.Ordinal);
        var none = AuditDetails.Of(Job.Of(Request), PromptRecord.None);
        Assert.DoesNotContain(none.Keys, name => name.Contains("prompt", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_is_cut_where_it_is_long() =>
        Assert.Equal(4001, AuditDetails.Of(Job.Of(Request with { Prompt = new string('雪', 100_000) }), PromptRecord.Whole)["prompt"].Length);

    [Theory]
    [InlineData(null, PromptRecord.Whole)]
    [InlineData("", PromptRecord.Whole)]
    [InlineData("whole", PromptRecord.Whole)]
    [InlineData("hashed", PromptRecord.Hashed)]
    [InlineData("none", PromptRecord.None)]
    internal void The_policy_is_one_of_three(string? text, PromptRecord policy) => Assert.Equal(policy, PromptRecords.From(With(text)));

    [Fact]
    public void Another_policy_stops_the_start() =>
        Assert.Contains("IMAGEGEN_AUDIT_PROMPTS", Assert.Throws<ConfigurationException>(() => PromptRecords.From(With("some"))).Message, StringComparison.Ordinal);

    private static IConfiguration With(string? text) => new ConfigurationBuilder().AddInMemoryCollection([new("Audit:Prompts", text)]).Build();
}
