namespace ImageGen.Messaging;

/// <summary>Is told when this process begins, again and again, to receive fan-out messages. Register it as a singleton.</summary>
public interface IFanOutListener
{
    /// <summary>The temporary queue exists now, at start and after every reconnect: what was sent before has not been seen.</summary>
    void Listening();
}
