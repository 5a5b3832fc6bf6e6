using System.Security.Cryptography;

namespace ImageGen.ObjectStorage.Tests;

/// <summary>What every object store must do alike.</summary>
public abstract class ObjectStoreContract
{
    private const string Png = "image/png";

    private readonly string prefix = "contract/" + Guid.NewGuid().ToString("n");

    private protected abstract Task<IObjectStore> OpenStoreAsync();

    [Fact]
    public async Task What_was_put_is_read_again()
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(200_000);

        await PutAsync(store, Key("a.png"), bytes);

        Assert.Equal(bytes, await ReadAsync(store, Key("a.png")));
        Assert.Equal(new ObjectInfo(Key("a.png"), bytes.Length, Png), await store.FindAsync(Key("a.png"), default));
    }

    [Fact]
    public async Task A_second_put_replaces_the_object()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key("a.png"), Bytes(5_000));
        var shorter = Bytes(1_000);

        await PutAsync(store, Key("a.png"), shorter);

        Assert.Equal(shorter, await ReadAsync(store, Key("a.png")));
    }

    [Fact]
    public async Task A_put_begins_at_the_streams_position_and_leaves_it_open()
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(1_000);
        using var content = new MemoryStream(bytes) { Position = 400 };

        await store.PutAsync(Key("a.png"), content, Png, default);

        Assert.Equal(bytes[400..], await ReadAsync(store, Key("a.png")));
        Assert.True(content.CanRead);
    }

    [Theory]
    [InlineData("image/png", "a.png")]
    [InlineData("image/jpeg", "a.jpg")]
    [InlineData("image/webp", "deep/er/a-b_c.1.webp")]
    [InlineData("application/octet-stream", "without-extension")]
    public async Task The_content_type_is_kept(string contentType, string name)
    {
        var store = await OpenStoreAsync();

        await store.PutAsync(Key(name), new MemoryStream(Bytes(10)), contentType, default);

        await using var found = await store.OpenAsync(Key(name), range: null, default);
        Assert.Equal(contentType, found?.Info.ContentType);
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        var store = await OpenStoreAsync();

        await PutAsync(store, Key("empty.png"), []);

        Assert.Empty((await ReadAsync(store, Key("empty.png")))!);
        Assert.Equal(0, (await store.FindAsync(Key("empty.png"), default))?.Length);
    }

    [Fact]
    public async Task A_large_object_comes_back_whole()
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(20 << 20);

        await PutAsync(store, Key("large.png"), bytes);

        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData((await ReadAsync(store, Key("large.png")))!));
    }

    [Fact]
    public async Task A_missing_object_is_null()
    {
        var store = await OpenStoreAsync();

        Assert.Null(await store.OpenAsync(Key("none.png"), range: null, default));
        Assert.Null(await store.OpenAsync(Key("none.png"), new ObjectRange(0, 1), default));
        Assert.Null(await store.FindAsync(Key("none.png"), default));
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_may_be_deleted_again()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key("a.png"), Bytes(10));

        await store.DeleteAsync(Key("a.png"), default);
        await store.DeleteAsync(Key("a.png"), default);

        Assert.Null(await store.FindAsync(Key("a.png"), default));
    }

    [Fact]
    public async Task A_folder_lists_what_is_in_it_and_below_it_and_nothing_else()
    {
        var store = await OpenStoreAsync();
        var before = TimeProvider.System.GetUtcNow();
        foreach (var name in new[] { "a/one.png", "a/deep/er/two", "ab/three.png", "four.png" })
            await PutAsync(store, Key(name), Bytes(10));
        await PutAsync(store, Key("a/gone.png"), Bytes(10));
        await store.DeleteAsync(Key("a/gone.png"), default);

        var listed = await store.ListAsync(Key("a"), default).ToListAsync();

        Assert.Equal([Key("a/deep/er/two"), Key("a/one.png")], listed.Select(found => found.Key).Order(StringComparer.Ordinal));
        // A store's clock may be another's, and it may count in seconds.
        Assert.All(listed, found => Assert.InRange(found.PutAt, before.AddMinutes(-5), before.AddMinutes(30)));
        Assert.Empty(await store.ListAsync(Key("none"), default).ToListAsync());
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.ListAsync("../up", default).ToListAsync());
    }

    [Fact]
    public async Task More_objects_than_one_page_of_a_store_are_all_listed()
    {
        var store = await OpenStoreAsync();
        const int count = 1_001;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) => await PutAsync(store, Key($"many/{number}"), []));

        Assert.Equal(count, (await store.ListAsync(Key("many"), default).ToListAsync()).DistinctBy(found => found.Key).Count());
    }

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(10, 99L)]
    [InlineData(999, 999L)]
    [InlineData(500, 5_000L)]
    [InlineData(500, null)]
    public async Task A_range_gives_that_part_and_the_whole_length(int from, long? to)
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(1_000);
        await PutAsync(store, Key("a.png"), bytes);

        await using var part = await store.OpenAsync(Key("a.png"), new ObjectRange(from, to), default);

        Assert.Equal(bytes[from..(int)Math.Min(1_000, (to ?? 999) + 1)], await ReadAsync(part!.Stream));
        Assert.Equal(1_000, part.Info.Length);
    }

    [Fact]
    public async Task A_range_behind_the_end_is_an_error()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key("a.png"), Bytes(1_000));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.OpenAsync(Key("a.png"), new ObjectRange(1_000, null), default));
    }

    [Fact]
    public async Task Of_concurrent_puts_of_one_key_one_wins_as_a_whole()
    {
        var store = await OpenStoreAsync();
        var contents = Enumerable.Range(1, 8).Select(value => Enumerable.Repeat((byte)value, 100_000 * value).ToArray()).ToList();

        await Task.WhenAll(contents.Select(bytes => PutAsync(store, Key("a.png"), bytes)));

        var kept = await ReadAsync(store, Key("a.png"));
        Assert.Contains(contents, bytes => bytes.AsSpan().SequenceEqual(kept));
    }

    [Fact]
    public async Task A_put_that_is_cut_off_leaves_the_old_object()
    {
        var store = await OpenStoreAsync();
        var old = Bytes(10_000);
        await PutAsync(store, Key("a.png"), old);

        await Assert.ThrowsAnyAsync<Exception>(() => store.PutAsync(Key("a.png"), new BreakingStream(5 << 20, breakAt: 1 << 20), Png, default));

        Assert.Equal(old, await ReadAsync(store, Key("a.png")));
    }

    [Fact]
    public async Task A_reader_keeps_the_object_that_it_opened()
    {
        var store = await OpenStoreAsync();
        var old = Bytes(10_000);
        await PutAsync(store, Key("a.png"), old);
        await using var open = await store.OpenAsync(Key("a.png"), range: null, default);

        await PutAsync(store, Key("a.png"), Bytes(10_000));

        Assert.Equal(old, await ReadAsync(open!.Stream));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../up.png")]
    [InlineData("a/../../up.png")]
    [InlineData("a//b.png")]
    [InlineData("a/")]
    [InlineData("a/.hidden")]
    [InlineData(".incoming/x")]
    [InlineData("a\\b.png")]
    [InlineData("a\0.png")]
    [InlineData("Upper.png")]
    [InlineData("图片.png")]
    [InlineData("a b.png")]
    public async Task A_key_that_is_no_plain_path_is_refused(string key)
    {
        var store = await OpenStoreAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync(key, new MemoryStream([1]), Png, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync(key, range: null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.FindAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(key, default));
    }

    [Fact]
    public async Task A_store_that_works_passes_its_check() => await (await OpenStoreAsync()).CheckAsync(default);

    private protected string Key(string name) => $"{prefix}/{name}";

    private protected static Task PutAsync(IObjectStore store, string key, byte[] bytes) =>
        store.PutAsync(key, new MemoryStream(bytes), Png, default);

    private protected static async Task<byte[]?> ReadAsync(IObjectStore store, string key)
    {
        await using var content = await store.OpenAsync(key, range: null, default);
        return content is null ? null : await ReadAsync(content.Stream);
    }

    private protected static byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
