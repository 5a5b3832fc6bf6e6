using System.Runtime.CompilerServices;
using ImageGen.ObjectStorage.LocalDisk;

namespace ImageGen.ObjectStorage.Tests;

/// <summary>This test program started a second time: writes objects and says each number once it is put, until it is killed.</summary>
internal static class KilledWriter
{
    public const string Variable = "IMAGEGEN_TEST_KILLED_WRITER";
    public const int Size = 300_000;

    public static string Key(int number) => $"killed/{number}.png";

    public static byte[] Content(int number) => Enumerable.Repeat((byte)number, Size).ToArray();

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            return;
        var store = new LocalDiskObjectStore(folder, TimeProvider.System);
        for (var number = 0; ; number = (number + 1) % 256)
        {
            store.PutAsync(Key(number), new MemoryStream(Content(number)), "image/png", default).GetAwaiter().GetResult();
            Console.WriteLine(number);
        }
    }
}
