using Testcontainers.RabbitMq;

namespace ImageGen.TestKit;

internal static class RabbitMqContainer
{
    private const string Image = "rabbitmq:4-management";
    private const int ManagementPort = 15672;

    /// <returns>Null where no Docker engine runs or the image can not be had.</returns>
    public static async Task<(Uri Amqp, Uri Management)?> TryStartAsync()
    {
        try
        {
            // Testcontainers removes it when this process has ended.
            var container = new RabbitMqBuilder(Image).WithPortBinding(ManagementPort, assignRandomHostPort: true).Build();
            await container.StartAsync();
            return (new Uri(container.GetConnectionString()), new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(ManagementPort)}/"));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }
}
