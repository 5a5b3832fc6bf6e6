using System.Text.Json;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>Each <c>req_key</c> with what its document allows, and with what it does not.</summary>
public sealed class FieldTableTests
{
    private static readonly string Picture = Convert.ToBase64String(TestPictures.Png(SkiaSharp.SKColors.Teal));
    private static readonly string Mask = Convert.ToBase64String(TestPictures.Mask());

    [Theory]
    [InlineData("jimeng_t2i_v40", """{"prompt":"p","size":4194304,"scale":0.5,"force_single":true,"min_ratio":0.3,"max_ratio":3}""")]
    [InlineData("jimeng_seedream46_cvtob", """{"prompt":"p","width":2048,"height":2048,"scale":50,"force_single":true}""")]
    [InlineData("jimeng_t2i_v31", """{"prompt":"p","seed":-1,"use_pre_llm":false,"width":1328,"height":1328}""")]
    [InlineData("jimeng_t2i_v30", """{"prompt":"p","seed":3}""")]
    [InlineData("high_aes_general_v30l_zt2i", """{"prompt":"p","seed":3,"scale":2.5,"width":512,"height":2048,"use_pre_llm":true}""")]
    [InlineData("high_aes_general_v21_L", """{"prompt":"p","model_version":"general_v2.1_L","req_schedule_conf":"general_v20_9B_pe","llm_seed":-1,"ddim_steps":25,"width":768,"height":512,"use_sr":true,"use_pre_llm":true,"scale":3.5,"seed":1}""")]
    [InlineData("jimeng_i2i_v30", """{"prompt":"p","binary_data_base64":["PICTURE"],"scale":0.5,"seed":1,"width":512,"height":1536}""")]
    [InlineData("seededit_v3.0", """{"prompt":"p","binary_data_base64":["PICTURE"],"scale":0.5,"seed":-1}""")]
    [InlineData("jimeng_image2image_dream_inpaint", """{"prompt":"删除","binary_data_base64":["PICTURE","MASK"],"seed":101}""")]
    [InlineData("jimeng_img2img_seed3_painting_edit", """{"binary_data_base64":["PICTURE"],"top":0.1,"bottom":0,"left":1,"right":0.5}""")]
    [InlineData("jimeng_img2img_seed3_painting_edit", """{"prompt":"p","binary_data_base64":["PICTURE","MASK"]}""")]
    [InlineData("jimeng_i2i_seed3_tilesr_cvtob", """{"binary_data_base64":["PICTURE"],"resolution":"8k","scale":100}""")]
    public async Task What_the_document_allows_is_accepted(string reqKey, string fields) => Assert.Equal(10000, await CodeAsync(reqKey, fields));

    [Theory]
    [InlineData("jimeng_t2i_v40", """{"prompt":"p","binary_data_base64":["PICTURE"]}""", 50200)]
    [InlineData("jimeng_seedream46_cvtob", """{"prompt":"p","scale":0.5}""", 50200)]
    [InlineData("jimeng_seedream46_cvtob", """{"prompt":"p","scale":0}""", 50200)]
    [InlineData("jimeng_t2i_v30", """{"prompt":"p","scale":0.5}""", 50200)]
    [InlineData("jimeng_t2i_v30", """{"prompt":"p","image_urls":["http://127.0.0.1:9/a.png"]}""", 50200)]
    [InlineData("high_aes_general_v30l_zt2i", """{"prompt":"p","width":511,"height":2048}""", 50200)]
    [InlineData("high_aes_general_v30l_zt2i", """{"prompt":"p","scale":0.5}""", 50200)]
    [InlineData("high_aes_general_v21_L", """{"prompt":"p","width":1024,"height":1024}""", 50200)]
    [InlineData("high_aes_general_v21_L", """{"prompt":"p","use_sr":"yes"}""", 50200)]
    [InlineData("jimeng_i2i_v30", """{"prompt":"p"}""", 50201)]
    [InlineData("jimeng_i2i_v30", """{"prompt":"p","binary_data_base64":["PICTURE","PICTURE"]}""", 50200)]
    [InlineData("jimeng_i2i_v30", """{"prompt":"p","binary_data_base64":["PICTURE"],"width":1600,"height":1000}""", 50200)]
    [InlineData("jimeng_i2i_v30", """{"binary_data_base64":["PICTURE"]}""", 50201)]
    [InlineData("seededit_v3.0", """{"prompt":"p","binary_data_base64":["PICTURE"],"width":1024,"height":1024}""", 50200)]
    [InlineData("jimeng_image2image_dream_inpaint", """{"binary_data_base64":["PICTURE","MASK"]}""", 50201)]
    [InlineData("jimeng_image2image_dream_inpaint", """{"prompt":"p","binary_data_base64":["PICTURE","MASK"],"scale":0.5}""", 50200)]
    [InlineData("jimeng_img2img_seed3_painting_edit", """{"binary_data_base64":["PICTURE"],"top":1.1}""", 50200)]
    [InlineData("jimeng_img2img_seed3_painting_edit", """{"binary_data_base64":["PICTURE"],"top":"0.5"}""", 50200)]
    [InlineData("jimeng_i2i_seed3_tilesr_cvtob", """{"binary_data_base64":["PICTURE"],"resolution":"2k"}""", 50200)]
    [InlineData("jimeng_i2i_seed3_tilesr_cvtob", """{"binary_data_base64":["PICTURE"],"prompt":"p"}""", 50200)]
    [InlineData("jimeng_i2i_seed3_tilesr_cvtob", """{"binary_data_base64":["PICTURE"],"scale":50.5}""", 50200)]
    [InlineData("i2i_never_heard_of", """{"prompt":"p"}""", 50200)]
    public async Task What_it_does_not_is_refused(string reqKey, string fields, int code) => Assert.Equal(code, await CodeAsync(reqKey, fields));

    [Fact]
    public async Task A_prompt_of_the_inpainting_model_is_shorter()
    {
        var prompt = new string('字', 121);
        Assert.Equal(50200, await CodeAsync("jimeng_image2image_dream_inpaint", $$"""{"prompt":"{{prompt}}","binary_data_base64":["PICTURE","MASK"]}"""));
    }

    private static async Task<int?> CodeAsync(string reqKey, string fields)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var body = JsonSerializer.Deserialize<Dictionary<string, object>>(fields.Replace("PICTURE", Picture, StringComparison.Ordinal).Replace("MASK", Mask, StringComparison.Ordinal))!;
        body["req_key"] = reqKey;
        return (await simulator.SubmitAsync(body)).Code;
    }
}
