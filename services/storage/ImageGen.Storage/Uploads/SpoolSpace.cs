using ImageGen.Persistence;
using ImageGen.Storage.Formats;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Storage.Uploads;

/// <summary>Room for what comes in: on the disk of the data folder, and on that of temporary files, where a body lies until it is kept.</summary>
internal sealed class SpoolSpace(FreeSpace data, IConfiguration configuration)
{
    private readonly FreeSpace temporary = FreeSpace.OfTemporaryFiles(TemporaryFile.Folder, configuration);

    /// <exception cref="DocumentStoreFullException">One of them is nearly full.</exception>
    public void Require()
    {
        data.Require();
        temporary.Require();
    }
}
