namespace ImageGen.Messaging.Transports;

/// <summary>What <c>RABBITMQ_URL</c> says.</summary>
internal sealed record RabbitMqAddress(string Host, ushort Port, string VirtualHost, string User, string Password, bool Tls)
{
    /// <param name="url"><c>amqp[s]://user:password@host[:port][/vhost]</c>; user, password and vhost percent-encoded.</param>
    /// <exception cref="FormatException">Says what is wrong without repeating the password.</exception>
    public static RabbitMqAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            throw new FormatException("RABBITMQ_URL must be amqp[s]://user:password@host:5672/vhost, its parts percent-encoded.");
        }

        var user = uri.UserInfo.Split(':', 2);
        if (user is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new FormatException("RABBITMQ_URL names no user or no password: amqp://user:password@host:5672/vhost.");
        }

        var path = uri.AbsolutePath.TrimStart('/');
        if (path.Contains('/', StringComparison.Ordinal))
        {
            throw new FormatException("RABBITMQ_URL names more than one virtual host; a slash within its name is written %2F.");
        }

        var tls = uri.Scheme == "amqps";
        var port = uri.Port > 0 ? uri.Port : tls ? 5671 : 5672;
        return new RabbitMqAddress(
            uri.IdnHost, (ushort)port, path.Length == 0 ? "/" : Uri.UnescapeDataString(path),
            Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user[1]), tls);
    }

    /// <summary>Without user and password: this goes into logs.</summary>
    public override string ToString() => $"{(Tls ? "amqps" : "amqp")}://{Host}:{Port}/{VirtualHost}";
}
