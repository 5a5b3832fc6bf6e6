using System.Net;
using ImageGen.Volcengine.Simulator.Tests.Support;
using static ImageGen.Volcengine.Simulator.Tests.Support.ArkClient;

namespace ImageGen.Volcengine.Simulator.Tests.Ark;

/// <summary>What a body may hold, model by model.</summary>
public sealed class ArkRequestTests
{
    public static TheoryData<string, string, string?> Refused { get; } = new()
    {
        { Seedream45, """{"n":2}""", "n" },
        { Seedream45, """{"negative_prompt":"x"}""", "negative_prompt" },
        { Seedream45, """{"seed":7}""", "seed" },
        { Seedream45, """{"guidance_scale":2.5}""", "guidance_scale" },
        { Seedream40, """{"output_format":"jpeg"}""", "output_format" },
        { Seedream45, """{"output_format":"png"}""", "output_format" },
        { Lite, """{"output_format":"webp"}""", "output_format" },
        { Seedream45, """{"tools":[{"type":"web_search"}]}""", "tools" },
        { Lite, """{"tools":[{"type":"calculator"}]}""", "tools.type" },
        { Seedream45, """{"optimize_prompt_options":{"mode":"fast"}}""", "optimize_prompt_options.mode" },
        { Lite, """{"optimize_prompt_options":{"mode":"fast"}}""", "optimize_prompt_options.mode" },
        { Flash, """{"optimize_prompt_options":{"mode":"fast"}}""", "optimize_prompt_options.mode" },
        { Seedream40, """{"optimize_prompt_options":{"mode":"slow"}}""", "optimize_prompt_options.mode" },
        { Seedream40, """{"optimize_prompt_options":{"depth":1}}""", "optimize_prompt_options.depth" },
        // Not even the value that changes nothing.
        { Pro, """{"sequential_image_generation":"disabled"}""", "sequential_image_generation" },
        { Pro, """{"stream":false}""", "stream" },
        { Flash, """{"sequential_image_generation":"disabled"}""", "sequential_image_generation" },
        { Flash, """{"stream":false}""", "stream" },
        { Seedream40, """{"sequential_image_generation":"yes"}""", "sequential_image_generation" },
        { Seedream40, """{"sequential_image_generation":"auto","sequential_image_generation_options":{"max_images":16}}""", "sequential_image_generation_options.max_images" },
        { Seedream40, """{"sequential_image_generation":"auto","sequential_image_generation_options":{"max_images":0}}""", "sequential_image_generation_options.max_images" },
        { Seedream40, """{"sequential_image_generation_options":{"images":3}}""", "sequential_image_generation_options.images" },
        { Seedream40, """{"watermark":"no"}""", "watermark" },
        { Seedream40, """{"response_format":"base64"}""", "response_format" },
        { Seedream40, """{"prompt":5}""", "prompt" },
    };

    public static TheoryData<string, string> Taken { get; } = new()
    {
        { Seedream40, """{"optimize_prompt_options":{"mode":"fast"},"sequential_image_generation":"disabled","stream":false,"watermark":false}""" },
        { Seedream45, """{"optimize_prompt_options":{"mode":"standard"},"response_format":"url"}""" },
        { Lite, """{"tools":[{"type":"web_search"}],"output_format":"png"}""" },
        { "doubao-seedream-5-0-lite-260128", """{"output_format":"jpeg"}""" },
        { Pro, """{"optimize_prompt_options":{"mode":"fast"},"output_format":"png"}""" },
        { Flash, """{"output_format":"png"}""" },
        // The official Python SDK sends null for whatever was not given.
        { Pro, """{"stream":null,"sequential_image_generation":null,"seed":null,"size":null,"image":null,"tools":null,"n":null}""" },
    };

    public static TheoryData<string, string?, string> Sizes { get; } = new()
    {
        { Seedream40, null, "2048x2048" },
        { Seedream40, "1K", "1024x1024" },
        { Seedream40, "4K", "4096x4096" },
        { Seedream40, "1280x720", "1280x720" },
        { Seedream40, "4096x4096", "4096x4096" },
        { Seedream45, null, "2048x2048" },
        { Seedream45, "2304x1728", "2304x1728" },
        { Seedream45, "2560x1440", "2560x1440" },
        { Lite, "3K", "3072x3072" },
        { Pro, "1.5K", "1536x1536" },
        { Pro, null, "2048x2048" },
        { Flash, "2816x1584", "2816x1584" },
    };

    public static TheoryData<string, string> WrongSizes { get; } = new()
    {
        { Seedream40, "3K" },
        { Seedream40, "1279x720" },
        { Seedream40, "4097x4096" },
        { Seedream40, "16384x1000" },
        { Seedream40, "2Kx2048" },
        { Seedream40, "2048x2048x2K" },
        { Seedream40, "2048" },
        { Seedream40, "2048X2048" },
        { Seedream40, "-2048x-2048" },
        { Seedream40, "2k" },
        { Seedream45, "1K" },
        { Seedream45, "2048x1152" },
        { Lite, "1K" },
        { Pro, "4K" },
        { Pro, "4096x4096" },
        { Flash, "3K" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_field_that_a_model_does_not_take_is_refused_by_its_name(string model, string fields, string? param)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(With(model, fields));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("InvalidParameter", answer.ErrorCode, StringComparison.Ordinal);
        Assert.Equal(param, answer.ErrorParam);
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task A_field_that_a_model_takes_is_taken(string model, string fields)
    {
        await using var simulator = await StartAtOnceAsync();
        Assert.Equal(HttpStatusCode.OK, (await simulator.GenerateAsync(With(model, fields))).Status);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_size_is_a_tier_or_pixels(string model, string? size, string made)
    {
        await using var simulator = await StartAtOnceAsync();
        Assert.Equal(made, (await simulator.GenerateAsync(Order(model, ("size", size)))).Data[0]!["size"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(WrongSizes))]
    public async Task Another_size_is_refused(string model, string size)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Order(model, ("size", size)));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidParameter", "size"), (answer.Status, answer.ErrorCode, answer.ErrorParam));
    }

    [Theory]
    [InlineData("{\"prompt\":\"a cat\"}", "model")]
    [InlineData("{\"model\":\"doubao-seedream-4-5-251128\"}", "prompt")]
    [InlineData("{\"model\":\"doubao-seedream-4-5-251128\",\"prompt\":\"\"}", "prompt")]
    [InlineData("{\"model\":\"doubao-seedream-5-0-260128\",\"prompt\":\"a cat\",\"tools\":[{}]}", "tools.type")]
    public async Task What_must_be_there_is_missed_by_its_name(string body, string param)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(new StringContent(body));
        Assert.Equal((HttpStatusCode.BadRequest, "MissingParameter", param), (answer.Status, answer.ErrorCode, answer.ErrorParam));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body)
    {
        await using var simulator = await StartAtOnceAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.GenerateAsync(new StringContent(body))).Status);
    }

    [Fact]
    public async Task A_model_that_does_not_exist_is_not_found()
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Order("doubao-seedream-3-0-t2i-250415"));
        Assert.Equal((HttpStatusCode.NotFound, "InvalidEndpointOrModel.NotFound"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-key")]
    public async Task A_call_without_a_known_key_is_unauthorized(string? key)
    {
        await using var simulator = await StartAtOnceAsync();
        using var response = await simulator.PostAsync(Order(Seedream45), key);
        var error = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(("AuthenticationError", "Unauthorized", ""), (Text(error, "code"), Text(error, "type"), Text(error, "param")));
        Assert.Contains("Request id: ", Text(error, "message"), StringComparison.Ordinal);

        static string Text(System.Text.Json.Nodes.JsonNode node, string name) => node[name]!.GetValue<string>();
    }

    [Theory]
    [InlineData("违禁", "InputTextSensitiveContentDetected")]
    [InlineData("侵权", "InputTextSensitiveContentDetected.PolicyViolation")]
    [InlineData("高危画面", "OutputImageSensitiveContentDetected")]
    public async Task A_refused_prompt_or_picture_costs_nothing(string prompt, string code)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Order(Seedream45, ("prompt", prompt)));
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.ErrorCode));
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    private static StringContent With(string model, string fields)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(fields)!.AsObject();
        body["model"] = model;
        body["prompt"] ??= "一只猫";
        return new StringContent(body.ToJsonString());
    }
}
