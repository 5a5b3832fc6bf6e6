using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>The one picture that everybody gets in benchmarks.</summary>
internal static class FixedPicture
{
    public static byte[] Draw(PictureFormat format) => PicturePainter.Draw(new Picture(
        new SimulatedTask("0", "0", "", "", "海", 1024, 1024, 1, 1, 0, 0, 0), 0, new Rendition { Format = format }));
}
