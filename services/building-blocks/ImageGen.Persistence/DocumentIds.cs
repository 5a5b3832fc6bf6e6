namespace ImageGen.Persistence;

/// <summary>Draws the ids of new documents. A service, because a world that can be lived again draws the same ones again.</summary>
public class DocumentIds(TimeProvider time)
{
    /// <inheritdoc cref="DocumentId.New"/>
    public virtual string New(string prefix) => DocumentId.New(prefix, time);
}
