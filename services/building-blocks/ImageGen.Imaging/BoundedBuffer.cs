namespace ImageGen.Imaging;

/// <summary>Takes bytes up to a bound; an encoder that has more is stopped there.</summary>
internal sealed class BoundedBuffer(int most) : MemoryStream(most)
{
    /// <summary>Whether more came than there is room for.</summary>
    public bool IsFull { get; private set; }

    /// <summary>For the next file.</summary>
    public void Empty()
    {
        SetLength(0);
        IsFull = false;
    }

    // What is written by spans comes through here as well.
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > Capacity)
        {
            IsFull = true;
            throw new IOException("The picture takes more bytes than it may have.");
        }
        base.Write(buffer, offset, count);
    }
}
