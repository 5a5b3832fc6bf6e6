using System.Security.Cryptography;

namespace ImageGen.Standalone;

/// <summary>The installation's own secret: made once and kept in the data folder, so that what it has signed outlives a restart.</summary>
internal static class SecretKeyFile
{
    private const string Setting = "ImageGen:SecretKey";
    private const int Length = 32;

    /// <summary>Sets the secret, unless the configuration names one.</summary>
    /// <param name="folder">Locked by this process.</param>
    public static void Use(ConfigurationManager configuration, string folder)
    {
        if (string.IsNullOrEmpty(configuration[Setting]))
            configuration.AddInMemoryCollection([new(Setting, ReadOrCreate(Path.Combine(folder, "secret.key")))]);
    }

    private static string ReadOrCreate(string path)
    {
        if (File.Exists(path))
            return File.ReadAllText(path);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Whole or not at all: half a secret would be taken for one.
        var fresh = path + ".new";
        using (var file = new StreamWriter(fresh, options))
            file.Write(secret);
        File.Move(fresh, path, overwrite: true);
        return secret;
    }
}
