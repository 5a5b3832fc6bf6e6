using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Tests.Rules;

/// <summary>Each kind of thing that a model may take: taken where it does, refused with a pointer where not, never dropped.</summary>
public sealed class RequestRulesTests
{
    private static readonly ModelCatalogue Catalogue = ModelCatalogue.BuiltIn();

    [Theory]
    [InlineData("general-2.1", """ "steps": 50, "seed": -1, "guidance_scale": 3.5, "size": "768x768" """)]
    [InlineData("general-2.1", """ "options": {"super_resolution": false, "prompt_expansion": null} """)]
    [InlineData("jimeng-t2i-4.6", """ "guidance_scale": 100, "references": ["https://x.test/1.png"], "style": "ink" """)]
    [InlineData("jimeng-inpaint", """ "references": ["upl_1"], "mask": "upl_2" """)]
    [InlineData("jimeng-outpaint", """ "prompt": "", "references": ["img_1"], "options": {"left": 0.5} """)]
    [InlineData("jimeng-upscale", """ "prompt": null, "references": ["img_1"], "strength": 100, "options": {"resolution": "8k"} """)]
    [InlineData("jimeng-i2i-3.0", """ "references": ["img_1"], "size": "1536x512" """)]
    [InlineData("seedream-4.5", """ "size": "4K", "count": 15, "group": true """)]
    [InlineData("seedream-4.5", """ "group": true, "count": 13, "references": ["img_1", "img_2"] """)]
    [InlineData("seedream-4.5", """ "group": false, "count": 1, "references": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"] """)]
    public void What_a_model_takes_is_taken(string model, string members) => Check(model, members);

    [Theory]
    [InlineData("jimeng-t2i-4.0", """ "negative_prompt": "blur" """, "/negative_prompt", "does not take")]
    [InlineData("jimeng-t2i-4.0", """ "steps": 20 """, "/steps", "does not take")]
    [InlineData("jimeng-t2i-4.0", """ "strength": 0.5 """, "/strength", "does not take")]
    [InlineData("jimeng-t2i-4.0", """ "mask": "upl_1" """, "/mask", "does not take")]
    [InlineData("jimeng-t2i-4.0", """ "options": {"web_search": true} """, "/options/web_search", "does not take")]
    [InlineData("jimeng-t2i-3.1", """ "options": {"seed": 1} """, "/options/seed", "does not take")]
    [InlineData("jimeng-t2i-3.1", """ "references": ["img_1"] """, "/references", "does not take")]
    [InlineData("jimeng-t2i-4.0", """ "group": true """, "/group", "makes no groups")]
    [InlineData("seededit-3.0", """ "references": ["img_1"], "size": "1024x1024" """, "/size", "does not take")]
    [InlineData("jimeng-inpaint", """ "references": ["img_1"], "mask": "upl_1", "style": "ink" """, "/style", "does not take")]
    [InlineData("jimeng-upscale", """ "references": ["img_1"] """, "/prompt", "takes no prompt")]
    public void What_a_model_does_not_take_is_refused(string model, string members, string pointer, string says) =>
        Refused(model, members, RequestErrors.NotSupported, pointer, says);

    [Theory]
    [InlineData("general-2.1", """ "steps": 0 """, "/steps", "1 to 50")]
    [InlineData("general-2.1", """ "seed": 2147483648 """, "/seed", "-1 to 2147483647")]
    [InlineData("general-2.1", """ "options": {"super_resolution": "yes"} """, "/options/super_resolution", "true or false")]
    [InlineData("general-2.1", """ "size": "1024x512" """, "/size", "side")]
    [InlineData("jimeng-t2i-4.6", """ "guidance_scale": 0.5 """, "/guidance_scale", "whole number")]
    [InlineData("jimeng-t2i-4.0", """ "size": "2K" """, "/size", "2048x2048")]
    [InlineData("seedream-4.5", """ "size": "1K" """, "/size", "one of 2K, 4K")]
    [InlineData("seedream-4.5", """ "size": "1024x1024" """, "/size", "pixels")]
    [InlineData("seedream-5.0-lite", """ "options": {"output_format": "webp"} """, "/options/output_format", "one of jpeg, png")]
    [InlineData("jimeng-outpaint", """ "references": ["img_1"], "options": {"left": 1.5} """, "/options/left", "0 to 1")]
    [InlineData("jimeng-outpaint", "", "/references", "takes 1")]
    [InlineData("jimeng-outpaint", """ "references": ["img_1", "img_2"] """, "/references", "takes 1")]
    [InlineData("jimeng-t2i-4.0", """ "references": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"] """, "/references", "0 to 10")]
    [InlineData("jimeng-t2i-4.0", """ "references": [null] """, "/references/0", "https link")]
    [InlineData("jimeng-inpaint", """ "references": ["https://x.test/1.png"], "mask": "upl_1" """, "/references/0", "takes no links")]
    [InlineData("jimeng-inpaint", """ "references": ["img_1"] """, "/mask", "needs a mask")]
    [InlineData("seedream-4.5", """ "group": true, "count": 16 """, "/count", "1 to 15")]
    [InlineData("seedream-4.5", """ "group": true, "count": 14, "references": ["img_1", "img_2"] """, "/count", "15 pictures")]
    [InlineData("jimeng-t2i-4.0", """ "style": "" """, "/style", "no style")]
    public void What_is_out_of_range_is_refused(string model, string members, string pointer, string says) =>
        Refused(model, members, "invalid_request", pointer, says);

    [Fact]
    public void The_length_of_a_prompt_counts_its_style()
    {
        var prompt = new string('a', 790);
        Check("jimeng-t2i-4.0", $$""" "prompt": "{{prompt}}" """);
        Refused("jimeng-t2i-4.0", $$""" "prompt": "{{prompt}}", "style": "ink" """, "invalid_request", "/prompt", "with its style");
    }

    [Fact]
    public void Nothing_is_sent_that_follows_the_input_picture()
    {
        var request = Check("jimeng-i2i-3.0", """ "references": ["img_1"] """).Request;
        Assert.Equal((null, null, null), (request.Width, request.Height, request.SizeTier));
    }

    private static Job Check(string model, string members)
    {
        var prompt = members.Contains("\"prompt\"", StringComparison.Ordinal) ? "" : "\"prompt\": \"a fox\", ";
        var json = $$"""{"model": "{{model}}", {{prompt}}{{members}}}""".Replace(", }", "}", StringComparison.Ordinal);
        return RequestRules.Check(JsonSerializer.Deserialize<CreateJobRequest>(json, PublicJson.Options)!, Catalogue, Catalogue.Default).Asked;
    }

    private static void Refused(string model, string members, string code, string pointer, string says)
    {
        var problem = Assert.Throws<ProblemException>(() => Check(model, members));
        Assert.Equal((422, code), (problem.Status, problem.Code));
        var error = Assert.Single(problem.Errors);
        Assert.Equal(pointer, error.Pointer);
        Assert.Contains(says, error.Detail, StringComparison.Ordinal);
    }
}
