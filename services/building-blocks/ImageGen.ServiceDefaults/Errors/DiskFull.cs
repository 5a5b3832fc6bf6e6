namespace ImageGen.ServiceDefaults.Errors;

/// <summary>Knows a full disk by the code that each system gives it, whoever has written: a picture, a temporary file or the database.</summary>
public static class DiskFull
{
    private const int Linux = 28;
    private const int Windows = unchecked((int)0x80070070);
    private const int WindowsHandle = unchecked((int)0x80070027);

    public static bool Is(Exception error) => error is IOException { HResult: Linux or Windows or WindowsHandle };
}
