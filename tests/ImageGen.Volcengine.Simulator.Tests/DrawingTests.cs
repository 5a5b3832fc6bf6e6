using System.Text;
using ImageGen.Volcengine.Simulator.Drawing;
using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Tasks;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(1024, 1024, "一只猫")]
    [InlineData(1440, 800, "赛博朋克风格的城市夜景")]
    [InlineData(801, 1423, "江南水墨")]
    [InlineData(1500, 500, "红色星球")]
    [InlineData(512, 1536, "雪山 forest cabin")]
    [InlineData(700, 700, "沙漠")]
    [InlineData(700, 700, "海上日落")]
    [InlineData(700, 700, "极光")]
    [InlineData(600, 600, "😀👩‍👩‍👧 \u0007\n\t  ﷽ Ω")]
    [InlineData(600, 600, " ")]
    public void Every_scene_fits_the_size_asked_for(int width, int height, string prompt)
    {
        using var picture = SKBitmap.Decode(Draw(prompt, width: width, height: height));

        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.True(picture.Pixels.Distinct().Count() > 100, "The picture is next to empty.");
    }

    [Fact]
    public void The_same_order_gives_the_same_bytes() => Assert.Equal(Draw("一只猫", seed: 5), Draw("一只猫", seed: 5));

    [Fact]
    public void Seed_prompt_and_number_each_give_another_picture()
    {
        byte[][] pictures = [Draw("一只猫", seed: 5), Draw("一只猫", seed: 6), Draw("一只猫", seed: 5, index: 1), Draw("一只狗", seed: 5)];

        Assert.Equal(4, pictures.Select(Convert.ToBase64String).Distinct().Count());
    }

    [Fact]
    public void A_caption_is_drawn_in_chinese()
    {
        // The same scene under both, so that only the letters can differ.
        using var cat = Caption("山上的猫");
        using var dog = Caption("山上的狗");

        // The first letters stand at the same place; the last one is another, and no empty box.
        var differing = Differences(cat, dog);
        Assert.True(differing.Count > 40, $"Only {differing.Count} pixels differ.");
        Assert.All(differing, at => Assert.InRange(at.Y, 500, 599));
        Assert.True(differing.Max(at => at.X) - differing.Min(at => at.X) < 25, "More than one character differs.");
    }

    [Fact]
    public void Every_character_of_gb_2312_is_in_the_font()
    {
        using var font = Lettering.Font(20);

        Assert.True(font.ContainsGlyphs("一只猫坐在窗台上看风景，龘除外？“AI生成”：ABC xyz 0123【】《》、。！齄鼹".Replace("龘", "", StringComparison.Ordinal)));
        Assert.False(font.ContainsGlyphs("龘"));
    }

    [Fact]
    public void A_long_prompt_takes_three_lines_and_no_more()
    {
        using var three = Caption(string.Concat(Enumerable.Repeat("字", 800)));
        using var plain = Caption("");

        var top = Differences(three, plain).Min(at => at.Y);

        Assert.InRange(top, 400, 560);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 0)]
    [InlineData(3, 1, 0)]
    public void The_label_stands_in_its_corner_and_is_large_enough(int position, int right, int bottom)
    {
        using var plain = Blank(_ => { });
        using var labelled = Blank(stage => Lettering.Label(stage, new VisibleLabel { Corner = (Corner)position }));

        var differing = Differences(plain, labelled);

        Assert.All(differing, at => Assert.Equal((right, bottom), (at.X >= 400 ? 1 : 0, at.Y >= 300 ? 1 : 0)));
        Assert.True(differing.Max(at => at.Y) - differing.Min(at => at.Y) >= 0.05 * 600, "The label is too small.");
    }

    [Fact]
    public void The_mark_inside_the_file_leaves_the_picture_as_it_was()
    {
        var plain = Draw("一只猫", width: 400, height: 300);
        var marked = Draw(
            "一只猫", width: 400, height: 300, rendition: new Rendition { Meta = new ContentMeta("producer<&>", "id-1", null, null) });

        var text = Encoding.UTF8.GetString(marked);
        Assert.Contains("XML:com.adobe.xmp", text);
        Assert.Contains("<TC260:AIGC>", text);
        Assert.Contains("id-1", text);
        Assert.Contains("producer&lt;&amp;&gt;", text);
        using var one = SKBitmap.Decode(plain);
        using var two = SKBitmap.Decode(marked);
        Assert.Equal(one.Pixels, two.Pixels);
    }

    private static byte[] Draw(
        string prompt, long seed = 1, int index = 0, int width = 600, int height = 600, Rendition? rendition = null) =>
        PicturePainter.Draw(new Picture(
            new SimulatedTask("1", "r", "a", "k", prompt, width, height, seed, 2, 0, 0, 0), index, rendition ?? new Rendition()));

    private static SKBitmap Caption(string text) => Blank(stage => Lettering.Caption(stage, text, label: null));

    private static SKBitmap Blank(Action<Stage> draw)
    {
        var bitmap = new SKBitmap(new SKImageInfo(800, 600, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.SteelBlue);
        draw(new Stage(bitmap, canvas));
        return bitmap;
    }

    private static List<(int X, int Y)> Differences(SKBitmap a, SKBitmap b)
    {
        var (one, two) = (a.Pixels, b.Pixels);
        return [.. Enumerable.Range(0, one.Length).Where(i => one[i] != two[i]).Select(i => (i % a.Width, i / a.Width))];
    }
}
