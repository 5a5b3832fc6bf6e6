using ImageGen.Loops.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Loops.Tests;

public sealed class LoopRegistrationTests
{
    private readonly Clock clock = new();

    [Fact]
    public async Task Each_loop_is_one_line_and_is_called_as_the_class_that_takes_its_steps()
    {
        await using var services = Services(services =>
        {
            services.AddLoop<Sweeper>(TimeSpan.FromSeconds(7), sweeper => sweeper.SweepAsync);
            services.AddLoop<Sweeper>(TimeSpan.FromSeconds(9), sweeper => sweeper.SweepAsync, name: "Duster");
        });

        Assert.Equal(["Sweeper", "Duster"], services.GetServices<IHostedService>().Cast<Loop>().Select(loop => loop.Name));
    }

    [Fact]
    public async Task A_step_comes_again_at_once_until_it_has_done_nothing()
    {
        await using var services = Services(services =>
            services.AddLoop<Sweeper>(TimeSpan.FromSeconds(7), sweeper => sweeper.SweepAsync, first: sweeper => sweeper.PrepareAsync));
        var sweeper = services.GetRequiredService<Sweeper>();
        sweeper.Dirt = 3;
        using var running = new Running((Loop)services.GetRequiredService<IHostedService>());

        Assert.Equal(TimeSpan.FromSeconds(7), await clock.PauseAsync());
        await running.StopAsync();

        Assert.Equal(["prepare", "3", "2", "1", "0"], sweeper.Done);
    }

    [Fact]
    public async Task How_long_it_pauses_after_faults_can_be_limited()
    {
        await using var services = Services(services =>
            services.AddLoop<Sweeper>(TimeSpan.FromSeconds(7), _ => _ => throw new IOException(), longestBackoff: TimeSpan.FromSeconds(5)));
        using var running = new Running((Loop)services.GetRequiredService<IHostedService>());

        List<double> pauses = [];
        while (pauses.Count < 4)
            pauses.Add((await clock.SkipAsync()).TotalSeconds);
        await running.StopAsync();

        Assert.Equal([2, 4, 5, 5], pauses);
    }

    private ServiceProvider Services(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock);
        add(services);
        return services.BuildServiceProvider();
    }

    private sealed class Sweeper
    {
        public int Dirt { get; set; }

        public List<string> Done { get; } = [];

        public Task PrepareAsync(CancellationToken cancellationToken)
        {
            Done.Add("prepare");
            return Task.CompletedTask;
        }

        public Task<int> SweepAsync(CancellationToken cancellationToken)
        {
            Done.Add($"{Dirt}");
            return Task.FromResult(Dirt == 0 ? 0 : Dirt--);
        }
    }
}
