namespace ImageGen.Persistence;

/// <summary>A document that says itself how it is kept and found.</summary>
public interface IDocument<TSelf> where TSelf : class, IDocument<TSelf>
{
    /// <summary>Its collection, with its fields and indexes.</summary>
    static abstract DocumentModel<TSelf> Documents { get; }
}
