using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class TaskLifeTests
{
    [Fact]
    public async Task A_task_waits_is_made_and_is_done()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutSettingsAsync(new { queue_ms = 1000, generate_min_ms = 2000, generate_max_ms = 2000 });
        var taskId = await simulator.SubmitAsync("一只猫");

        Assert.Equal("in_queue", (await simulator.GetResultAsync(taskId)).TaskStatus);
        simulator.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("generating", (await simulator.GetResultAsync(taskId)).TaskStatus);
        simulator.Time.Advance(TimeSpan.FromSeconds(2));
        var done = await simulator.GetResultAsync(taskId);

        Assert.Equal("done", done.TaskStatus);
        var picture = await simulator.Http.GetByteArrayAsync(done.Data!["image_urls"]![0]!.GetValue<string>());
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], picture[..4]);
    }
}
