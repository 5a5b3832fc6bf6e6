namespace ImageGen.ObjectStorage;

/// <summary>A store that has something to set up once before its first use.</summary>
internal interface IPreparedStore : IObjectStore
{
    /// <summary>Makes what is missing, if that is permitted. May be called again.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);
}
