using ImageGen.Volcengine.Simulator.Drawing.Scenes;
using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Visual;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Turns a picture's prompt, seed and size into a file. The same picture always gives the same bytes.</summary>
internal static class PicturePainter
{
    private const int JpegQuality = 90;

    // Fast before small: a demo waits for this, and nobody keeps it for long.
    private static readonly SKPngEncoderOptions Fast = new(SKPngEncoderFilterFlags.Sub, 1);

    /// <param name="inputs">The files of the task's input pictures.</param>
    public static byte[] Draw(Picture picture, params IReadOnlyList<byte[]> inputs)
    {
        var task = picture.Task;
        using var bitmap = new SKBitmap(new SKImageInfo(task.Width, task.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        var stage = new Stage(bitmap, canvas);
        var dice = Dice.For(task.Prompt, task.Seed, picture.Index);
        var form = ImageModels.Find(task.ReqKey)?.Form ?? ResultForm.Scene;
        using var collage = new Collage(stage, task, inputs);
        if (form is not (ResultForm.Redrawn or ResultForm.Enlarged))
            Paint(stage, Mood.Of(task.Prompt, dice.Split()), dice);
        collage.Lay(form);
        // What is kept of a picture must stay as it is, down to the last pixel.
        if (form is ResultForm.Scene or ResultForm.Redrawn)
            Lettering.Caption(stage, task.Prompt, picture.Rendition.Label?.Corner);
        if (picture.Rendition.Label is { } label)
            Lettering.Label(stage, label);
        canvas.Flush();

        using var pixels = bitmap.PeekPixels();
        var jpeg = picture.Rendition.Format == PictureFormat.Jpeg;
        using var file = (jpeg ? pixels.Encode(SKEncodedImageFormat.Jpeg, JpegQuality) : pixels.Encode(Fast))
            ?? throw new InvalidOperationException("The picture could not be encoded.");
        return picture.Rendition.Meta is { } meta && !jpeg ? PngMetadata.Insert(file.AsSpan(), meta) : file.ToArray();
    }

    private static void Paint(Stage stage, Mood mood, Dice dice)
    {
        Action<Stage, Mood, Dice> scene = mood.Scene switch
        {
            SceneKind.Lake => Landscapes.Lake,
            SceneKind.Forest => Landscapes.Forest,
            SceneKind.Sea => Seascape.Paint,
            SceneKind.City => Cityscape.Paint,
            SceneKind.Desert => Deserts.Paint,
            SceneKind.Planet => Deserts.Planet,
            SceneKind.Ink => InkPainting.Paint,
            _ => Landscapes.Mountains,
        };
        scene(stage, mood, dice);
    }
}
