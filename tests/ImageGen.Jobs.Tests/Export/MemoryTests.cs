namespace ImageGen.Jobs.Tests.Export;

/// <summary>Alone, because what a process holds and allocates is counted for all of it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests : IAsyncLifetime
{
    private readonly ExportHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>However much has passed the process is as it was, and no picture was ever in it as a whole: that would be as many bytes again.</summary>
    [Fact]
    public async Task Memory_does_not_grow_with_what_is_sent()
    {
        const int pictures = 600;
        host.Shelf.Length = 1 << 20;
        await host.AddAsync(pictures / 3, 3);
        using var answer = await host.OpenAsync();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var block = new byte[1 << 16];
        await ExportHost.SkipAsync(body, block, 60L << 20);
        var (held, allocated) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetTotalAllocatedBytes(precise: true));

        const long passed = 500L << 20;
        await ExportHost.SkipAsync(body, block, passed);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - held;
        var made = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Assert.True(grown < passed / 100, $"{grown} bytes more are held after {passed} have passed");
        Assert.True(made < passed / 2, $"{made} bytes were allocated while {passed} passed");
    }
}
