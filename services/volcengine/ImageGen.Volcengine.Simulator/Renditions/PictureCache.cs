namespace ImageGen.Volcengine.Simulator.Renditions;

/// <summary>The pictures asked for last, up to a number of bytes.</summary>
internal sealed class PictureCache(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Picture, LinkedListNode<(Picture Picture, PictureFile File)>> _byPicture = [];
    private readonly LinkedList<(Picture Picture, PictureFile File)> _latestFirst = new();
    private long _bytes;

    public PictureFile? Find(Picture picture)
    {
        lock (_lock)
        {
            if (!_byPicture.TryGetValue(picture, out var node))
                return null;
            _latestFirst.Remove(node);
            _latestFirst.AddFirst(node);
            return node.Value.File;
        }
    }

    public void Add(Picture picture, PictureFile file)
    {
        lock (_lock)
        {
            if (!_byPicture.TryAdd(picture, new((picture, file))))
                return;
            _latestFirst.AddFirst(_byPicture[picture]);
            _bytes += file.Bytes.Length;
            while (_bytes > maxBytes && _latestFirst.Last is { } oldest)
            {
                _latestFirst.RemoveLast();
                _byPicture.Remove(oldest.Value.Picture);
                _bytes -= oldest.Value.File.Bytes.Length;
            }
        }
    }
}
