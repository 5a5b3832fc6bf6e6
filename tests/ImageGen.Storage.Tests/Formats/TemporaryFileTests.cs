using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Tests.Formats;

public sealed class TemporaryFileTests
{
    [Fact]
    public void Has_no_name_that_a_killed_process_could_leave_and_is_for_its_process_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows deletes the files of a killed process by itself.");
            return;
        }
        using var file = TemporaryFile.Create();
        file.Write([1, 2, 3]);
        file.Flush();

        Assert.False(File.Exists(file.Name));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.SafeFileHandle));
        file.Position = 0;
        Assert.Equal([1, 2, 3], new BinaryReader(file).ReadBytes(10));
    }
}
