using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Apis.Requests;

/// <summary>What goes on the wire for a request that uses all that a model takes. A new model is one more line.</summary>
public sealed class RequestBodyTests
{
    private const string Ours = """{"attachment":"reference:0","as":"base64"}""";

    public static TheoryData<string, string> Models => new()
    {
        { "jimeng-t2i-4.0", """{"req_key":"jimeng_t2i_v40","prompt":"P","width":1024,"height":1536,"image_urls":["https://x.test/1.png",{"attachment":"reference:1","as":"link"}],"scale":1,"force_single":true}""" },
        { "jimeng-t2i-4.6", """{"req_key":"jimeng_seedream46_cvtob","prompt":"P","width":1024,"height":1536,"image_urls":["https://x.test/1.png",{"attachment":"reference:1","as":"link"}],"scale":100,"force_single":true}""" },
        { "jimeng-t2i-3.1", """{"req_key":"jimeng_t2i_v31","prompt":"P","width":1024,"height":1536,"seed":2147483647,"use_pre_llm":true}""" },
        { "jimeng-t2i-3.0", """{"req_key":"jimeng_t2i_v30","prompt":"P","width":1024,"height":1536,"seed":2147483647,"use_pre_llm":true}""" },
        { "jimeng-i2i-3.0", """{"req_key":"jimeng_i2i_v30","prompt":"P","width":1024,"height":1536,"binary_data_base64":[""" + Ours + """],"seed":2147483647,"scale":1}""" },
        { "jimeng-inpaint", """{"req_key":"jimeng_image2image_dream_inpaint","prompt":"P","binary_data_base64":[""" + Ours + """,{"attachment":"mask","as":"base64"}],"seed":2147483647}""" },
        { "jimeng-outpaint", """{"req_key":"jimeng_img2img_seed3_painting_edit","prompt":"P","binary_data_base64":[""" + Ours + """],"seed":2147483647,"bottom":1,"left":1,"right":1,"top":1}""" },
        { "jimeng-upscale", """{"req_key":"jimeng_i2i_seed3_tilesr_cvtob","binary_data_base64":[""" + Ours + """],"scale":100,"resolution":"8k"}""" },
        { "seededit-3.0", """{"req_key":"seededit_v3.0","prompt":"P","binary_data_base64":[""" + Ours + """],"seed":2147483647,"scale":1}""" },
        { "general-3.0", """{"req_key":"high_aes_general_v30l_zt2i","prompt":"P","width":1024,"height":1536,"seed":2147483647,"scale":10,"use_pre_llm":true}""" },
        { "imagex-general-3.0", """{"req_key":"high_aes_general_v30l_zt2i","prompt":"P","width":1024,"height":1536,"seed":2147483647,"scale":10,"use_pre_llm":true}""" },
        { "general-2.1", """{"req_key":"high_aes_general_v21_L","prompt":"P","width":1024,"height":1536,"seed":2147483647,"ddim_steps":50,"scale":10,"use_pre_llm":true,"use_sr":true,"model_version":"general_v2.1_L","req_schedule_conf":"general_v20_9B_pe"}""" },
        { "imagex-general-2.1", """{"req_key":"high_aes_general_v21_L","prompt":"P","width":1024,"height":1536,"seed":2147483647,"ddim_steps":50,"scale":10,"use_pre_llm":true,"use_sr":true,"model_version":"general_v2.1_L","req_schedule_conf":"general_v20_9B_pe"}""" },
        { "seedream-4.0", """{"model":"doubao-seedream-4-0-250828","prompt":"P","size":"1024x1536","image":["https://x.test/1.png",{"attachment":"reference:1","as":"data_uri"}],"optimize_prompt_options":{"mode":"fast"},"sequential_image_generation":"auto","stream":true,"sequential_image_generation_options":{"max_images":4}}""" },
        { "seedream-4.5", """{"model":"doubao-seedream-4-5-251128","prompt":"P","size":"1024x1536","image":["https://x.test/1.png",{"attachment":"reference:1","as":"data_uri"}],"sequential_image_generation":"auto","stream":true,"sequential_image_generation_options":{"max_images":4}}""" },
        { "seedream-5.0-lite", """{"model":"doubao-seedream-5-0-260128","prompt":"P","size":"1024x1536","image":["https://x.test/1.png",{"attachment":"reference:1","as":"data_uri"}],"output_format":"png","tools":[{"type":"web_search"}],"sequential_image_generation":"auto","stream":true,"sequential_image_generation_options":{"max_images":4}}""" },
        { "seedream-5.0-pro", """{"model":"doubao-seedream-5-0-pro-260628","prompt":"P","size":"1024x1536","image":["https://x.test/1.png",{"attachment":"reference:1","as":"data_uri"}],"output_format":"png","optimize_prompt_options":{"mode":"fast"}}""" },
        { "seedream-5.0-flash", """{"model":"doubao-seedream-5-0-flash-260915","prompt":"P","size":"1024x1536","image":["https://x.test/1.png",{"attachment":"reference:1","as":"data_uri"}],"output_format":"png"}""" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void All_that_a_model_takes_is_sent_in_its_own_words(string id, string body)
    {
        var model = Model(id);
        Assert.Equal(body, RequestBody.Write(RequestBody.Of(model, Full(model), pictures: 4)));
    }

    [Fact]
    public void No_model_is_without_its_line() =>
        Assert.Equal(ModelCatalogue.BuiltIn().Models.Select(model => model.Id).Order(), Models.Select(row => row.Data.Item1).Order());

    [Theory]
    [InlineData("jimeng-t2i-4.0", """{"req_key":"jimeng_t2i_v40","prompt":"P","width":2048,"height":2048,"force_single":true}""")]
    [InlineData("jimeng-i2i-3.0", """{"req_key":"jimeng_i2i_v30","prompt":"P"}""")]
    [InlineData("seedream-5.0-lite", """{"model":"doubao-seedream-5-0-260128","prompt":"P","size":"2048x2048"}""")]
    public void What_was_not_asked_for_is_left_to_the_provider(string id, string body) =>
        Assert.Equal(body, RequestBody.Write(RequestBody.Of(Model(id), new ImageRequest { Model = id, Prompt = "P" }, pictures: 1)));

    [Theory]
    [InlineData("https://cdn.example.com/图片/主图 1.png", "https://cdn.example.com/%E5%9B%BE%E7%89%87/%E4%B8%BB%E5%9B%BE%201.png")]
    [InlineData("https://cdn.example.com/a.png\n", "https://cdn.example.com/a.png")]
    [InlineData("  https://cdn.example.com/a.png ", "https://cdn.example.com/a.png")]
    [InlineData("https://例子.测试/a.png", "https://xn--fsqu00a.xn--0zwm56d/a.png")]
    // A signature hangs on each letter.
    [InlineData("https://b.tos-cn-beijing.volces.com/a%2Fb.png?X-Tos-Signature=ab%2Bc%3d&x=~%7E", "https://b.tos-cn-beijing.volces.com/a%2Fb.png?X-Tos-Signature=ab%2Bc%3d&x=~%7E")]
    public void A_link_goes_out_as_an_address_is_written(string given, string sent)
    {
        var request = new ImageRequest { Model = "seedream-4.5", Prompt = "P", Inputs = [new InputImage { Url = given }] };
        Assert.Equal(sent, RequestBody.Of(Model("seedream-4.5"), request, pictures: 1)["image"]![0]!.GetValue<string>());
    }

    [Fact]
    public void A_tier_goes_instead_of_pixels()
    {
        var body = RequestBody.Of(Model("seedream-4.5"), new ImageRequest { Model = "seedream-4.5", Prompt = "P", SizeTier = "4K" }, pictures: 1);
        Assert.Equal("4K", body["size"]!.GetValue<string>());
    }

    [Fact]
    public void A_switch_that_is_off_adds_nothing()
    {
        var request = new ImageRequest { Model = "seedream-5.0-lite", Prompt = "P", Options = new Dictionary<string, JsonElement> { ["web_search"] = JsonElement.Parse("false") } };
        Assert.Equal(["model", "prompt", "size"], RequestBody.Of(Model("seedream-5.0-lite"), request, pictures: 1).Select(member => member.Key));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(1, true)]
    public void A_call_for_one_picture_or_without_a_group_asks_for_none(int pictures, bool group)
    {
        var body = RequestBody.Of(Model("seedream-4.0"), new ImageRequest { Model = "seedream-4.0", Prompt = "P", Count = 4, Group = group }, pictures);
        Assert.DoesNotContain(body, member => member.Key.StartsWith("sequential", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_goes_where_links_go_even_if_bytes_are_taken_too()
    {
        var request = new ImageRequest { Model = "seededit-3.0", Prompt = "P", Inputs = [new InputImage { Url = "https://x.test/1.png" }] };
        Assert.Equal("""["https://x.test/1.png"]""", RequestBody.Of(Model("seededit-3.0"), request, pictures: 1)["image_urls"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"attachment":"reference:0","as":"base64"}""", true)]
    [InlineData("""{"attachment":"mask","as":"link"}""", true)]
    [InlineData("\"reference:0\"", false)]
    [InlineData("""{"mode":"fast"}""", false)]
    [InlineData("null", false)]
    public void A_token_is_told_from_all_else(string json, bool token)
    {
        var read = AttachmentToken.Read(JsonNode.Parse(json));
        Assert.Equal(token ? json : null, read?.ToJson().ToJsonString());
    }

    [Fact]
    public void No_text_of_a_request_can_be_a_token()
    {
        var body = RequestBody.Of(Model("seedream-4.0"), new ImageRequest { Model = "seedream-4.0", Prompt = Ours }, pictures: 1);
        Assert.Null(AttachmentToken.Read(body["prompt"]));
        Assert.NotNull(AttachmentToken.Read(JsonNode.Parse(Ours)));
    }

    private static ModelProfile Model(string id) => ModelCatalogue.BuiltIn().Models.Single(model => model.Id == id);

    private static ImageRequest Full(ModelProfile model) => new()
    {
        Model = model.Id,
        Prompt = model.Prompt.MaxLength == 0 ? "" : "P",
        Width = model.Size is null ? null : 1024,
        Height = model.Size is null ? null : 1536,
        Count = 4,
        Group = model.Count.GroupMax is not null,
        NegativePrompt = model.Parameters.ContainsKey("negative_prompt") ? "N" : null,
        Seed = (long?)model.Parameters.GetValueOrDefault("seed")?.Max,
        Steps = (int?)model.Parameters.GetValueOrDefault("steps")?.Max,
        GuidanceScale = model.Parameters.GetValueOrDefault("guidance_scale")?.Max,
        Strength = model.Parameters.GetValueOrDefault("strength")?.Max,
        Options = model.Options.ToDictionary(option => option.Key, option => Most(option.Value)),
        Inputs = model.References switch
        {
            null => [],
            { Max: 1 } => [new InputImage { Key = "uploads/1" }],
            _ => [new InputImage { Url = "https://x.test/1.png" }, new InputImage { Key = "uploads/2" }],
        },
        MaskInput = model.Mask is null ? null : new InputImage { Key = "uploads/3" },
    };

    private static JsonElement Most(ParameterRule rule) => rule.Type switch
    {
        ParameterType.Boolean => JsonElement.Parse("true"),
        ParameterType.Choice => JsonSerializer.SerializeToElement(rule.Choices![^1].Value),
        _ => JsonSerializer.SerializeToElement(rule.Max),
    };
}
