namespace ImageGen.Pictures;

/// <summary>Takes bytes up to a bound; an encoder that has more is stopped there.</summary>
internal sealed class BoundedBuffer(int most) : MemoryStream
{
    /// <summary>Whether more came than there is room for.</summary>
    public bool IsFull { get; private set; }

    // What is written by spans comes through here as well.
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > most)
        {
            IsFull = true;
            throw new IOException("The picture takes more bytes than it may have.");
        }
        base.Write(buffer, offset, count);
    }
}
