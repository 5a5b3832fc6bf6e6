using System.Text.Json.Nodes;

namespace ImageGen.Catalogue.Tests;

/// <summary>A profile that contradicts itself is found at start, and the message names file and member.</summary>
public sealed class ProfileRulesTests
{
    private const string Name = """ "name": {"zh": "名", "en": "Name"} """;

    [Theory]
    [InlineData("seedream-4.5", """{"id": "Seedream"}""", "id")]
    [InlineData("seedream-4.5", """{"modes": []}""", "modes")]
    [InlineData("seedream-4.5", """{"modes": ["text_to_image", "text_to_image"]}""", "modes")]
    [InlineData("seedream-4.5", """{"modes": ["inpaint"]}""", "modes")]
    [InlineData("jimeng-t2i-3.1", """{"modes": ["image_to_image"]}""", "modes")]
    [InlineData("jimeng-upscale", """{"modes": ["text_to_image"]}""", "modes")]
    [InlineData("seedream-4.5", """{"count": {"max": 0, "default": 0}}""", "count")]
    [InlineData("seedream-4.5", """{"count": {"default": 16}}""", "count")]
    [InlineData("seedream-4.5", """{"count": {"group_max": 1}}""", "count")]
    [InlineData("seedream-4.5", """{"count": {"group_max_with_references": 14}}""", "count")]
    [InlineData("seedream-4.5", """{"count": {"group_max": null}}""", "count")]
    [InlineData("seedream-4.5", """{"prompt": {"max_length": 0}}""", "prompt")]
    [InlineData("seedream-4.5", """{"prompt": {"required": false}}""", "prompt")]
    [InlineData("seedream-4.5", """{"references": {"min": 15}}""", "references")]
    [InlineData("seedream-4.5", """{"mask": {"required": true, "formats": ["png"], "max_bytes": 1}}""", "mask")]
    [InlineData("seedream-4.5", """{"price": {"per_picture": -1}}""", "price")]
    [InlineData("seedream-4.5", """{"limits": {"concurrency": 0}}""", "limits")]
    [InlineData("seedream-4.5", """{"typical_seconds": 0}""", "typical_seconds")]
    [InlineData("seedream-4.5", """{"max_seconds": 1}""", "typical_seconds")]
    [InlineData("seedream-4.5", """{"size": {"default": {"width": 10}}}""", "size: the default")]
    [InlineData("seedream-4.5", """{"size": {"default": null}}""", "size")]
    [InlineData("seedream-4.5", """{"size": {"recommended": [{"tier": "1K", "ratio": "1:1", "width": 1024, "height": 1024}]}}""", "size: the recommended size 1024x1024")]
    [InlineData("seedream-4.5", """{"size": {"min_ratio": 17}}""", "size")]
    [InlineData("seedream-4.5", """{"size": {"tiers": ["2048x2048"]}}""", "size: a tier")]
    [InlineData("seedream-4.5", """{"parameters": {"sharpness": {"type": "integer", #}}}""", "parameters.sharpness")]
    [InlineData("seedream-4.5", """{"options": {"seed": {"type": "integer", #}}}""", "options.seed")]
    [InlineData("seedream-4.5", """{"parameters": {"seed": {"type": "integer", "min": 2, "max": 1, #}}}""", "seed: min")]
    [InlineData("seedream-4.5", """{"parameters": {"seed": {"type": "integer", "max": 1, "default": 2, #}}}""", "seed: the default")]
    [InlineData("seedream-4.5", """{"parameters": {"seed": {"type": "integer", "default": "x", #}}}""", "seed: the default")]
    [InlineData("seedream-4.5", """{"options": {"look": {"type": "choice", #}}}""", "look: choices")]
    [InlineData("seedream-4.5", """{"options": {"look": {"type": "text", "choices": [{"value": "a", #}], #}}}""", "look: choices")]
    [InlineData("seedream-4.5", """{"provider": {"key": ""}}""", "provider")]
    [InlineData("seedream-4.5", """{"provider": {"size": null}}""", "provider: a size")]
    [InlineData("seedream-4.5", """{"provider": {"size": "width_height"}}""", "provider: tiers")]
    [InlineData("seedream-4.5", """{"provider": {"references": null}}""", "provider: references")]
    [InlineData("seedream-4.5", """{"provider": {"references": {"links": null}}}""", "provider: links")]
    [InlineData("jimeng-inpaint", """{"provider": {"references": {"bytes": null}}}""", "provider: references")]
    [InlineData("jimeng-inpaint", """{"provider": {"mask_field": null}}""", "provider: a mask")]
    [InlineData("seedream-4.5", """{"provider": {"group": null}}""", "provider: a group")]
    [InlineData("seedream-4.5", """{"provider": {"group": {"constants": 7}}}""", "provider: switches and constants")]
    [InlineData("seedream-4.5", """{"provider": {"fields": {"seed": "seed"}}}""", "provider: seed")]
    [InlineData("seedream-5.0-lite", """{"provider": {"switches": {"output_format": {}}}}""", "provider: the switch output_format")]
    public void A_rule_that_is_broken_is_named(string id, string change, string says)
    {
        using var overrides = new Overrides();
        var whole = CatalogueFiles.Model(id);
        whole["default"] = false;
        whole["id"] = "changed";
        MergePatch.Apply(whole, JsonNode.Parse(change.Replace("#", Name, StringComparison.Ordinal))!.AsObject());
        var message = overrides.With("mine.json", whole.ToJsonString()).Refusal();
        Assert.Contains($"mine.json: {says}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"colour": "red"}""", "colour is no member")]
    [InlineData("""{"size": {"colour": "red"}}""", "size.colour is no member")]
    [InlineData("""{"price": null}""", "it lacks 'price'")]
    [InlineData("""{"size": {"min_pixels": null}}""", "size lacks 'min_pixels'")]
    [InlineData("""{"size": {"min_pixels": "many"}}""", "size.min_pixels is not of the right type")]
    [InlineData("""{"modes": ["text_to_video"]}""", "modes[0] is not of the right type or not one of the known values")]
    [InlineData("""{"modes": [0]}""", "modes[0] is not of the right type")]
    [InlineData("""{"modes": [null]}""", "modes[0]")]
    [InlineData("""{"options": {"look": {"type": "colour", "name": {"zh": "名", "en": "Name"}}}}""", "options.look.type is not of the right type or not one of the known values")]
    public void A_member_that_can_not_be_read_is_named(string change, string says)
    {
        using var overrides = new Overrides();
        var patch = JsonNode.Parse(change)!.AsObject();
        patch["id"] = "seedream-4.5";
        var message = overrides.With("mine.json", patch.ToJsonString()).Refusal();
        Assert.Contains($"mine.json: {says}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("ImageGen.", message, StringComparison.Ordinal);
    }
}
