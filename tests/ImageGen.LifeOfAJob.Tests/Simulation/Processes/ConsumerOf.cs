using System.Reflection;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>A consumer as its module registers it.</summary>
/// <param name="Consumer">Its class.</param>
/// <param name="Message">The contract, also where it is the fault of one.</param>
/// <param name="Queue">As its module names it.</param>
/// <param name="OfFaults">It takes what others could not.</param>
/// <param name="IsFanOut">Each process has a queue of its own, which dies with it.</param>
internal sealed record ConsumerOf(Type Consumer, Type Message, string Queue, bool OfFaults, bool IsFanOut)
{
    private Func<object, object, CancellationToken, Task> Consuming { get; init; } = null!;

    /// <summary>As flows are called.</summary>
    public string Name { get; } = Message.Name + (OfFaults ? "Fault" : "");

    /// <param name="registered">What the bus knows of its consumers.</param>
    public static ConsumerOf Create(Type consumer, Type message, IServiceProvider registered)
    {
        var fault = message.IsGenericType && message.GetGenericTypeDefinition() == typeof(Fault<>);
        // One that is registered with its queue has that, another one names it by its definition.
        var endpoint = (IEndpointDefinition?)registered.GetService(typeof(IEndpointDefinition<>).MakeGenericType(consumer));
        var queue = endpoint?.GetEndpointName(KebabCaseEndpointNameFormatter.Instance)
            ?? ((IConsumerDefinition)registered.GetRequiredService(typeof(IConsumerDefinition<>).MakeGenericType(consumer))).GetEndpointName(KebabCaseEndpointNameFormatter.Instance);
        var consume = typeof(ConsumerOf).GetMethod(nameof(ConsumeAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(message);
        return new ConsumerOf(consumer, fault ? message.GetGenericArguments()[0] : message, queue, fault, endpoint?.IsTemporary == true)
        {
            Consuming = consume.CreateDelegate<Func<object, object, CancellationToken, Task>>(),
        };
    }

    public Task HandleAsync(Parts parts, object message, CancellationToken cancellationToken) =>
        Consuming(Blueprint.Make(Consumer, parts), message, cancellationToken);

    private static Task ConsumeAsync<T>(object consumer, object message, CancellationToken cancellationToken) where T : class =>
        ((IConsumer<T>)consumer).Consume(Consumed<T>.Context((T)message, cancellationToken));
}

/// <summary>The two things of a context that our consumers read.</summary>
internal class Consumed<T> : DispatchProxy where T : class
{
    private T message = null!;
    private CancellationToken cancellationToken;

    public static ConsumeContext<T> Context(T message, CancellationToken cancellationToken)
    {
        var context = Create<ConsumeContext<T>, Consumed<T>>();
        ((Consumed<T>)(object)context).message = message;
        ((Consumed<T>)(object)context).cancellationToken = cancellationToken;
        return context;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        "get_Message" => message,
        "get_CancellationToken" => cancellationToken,
        var other => throw new NotSupportedException($"The simulation hands on no {other} of a message."),
    };
}

/// <summary>Says that a message could not be handled.</summary>
internal sealed record FaultOf<T>(T Message, ExceptionInfo[] Exceptions) : Fault<T>
{
    public Guid FaultId => Guid.Empty;

    public Guid? FaultedMessageId => null;

    public DateTime Timestamp => DateTime.UnixEpoch;

    public HostInfo Host => throw new NotSupportedException();

    public string[] FaultMessageTypes => [];
}

/// <param name="ExceptionType">The full name.</param>
internal sealed record FaultInfo(string ExceptionType, string Message, ExceptionInfo? InnerException) : ExceptionInfo
{
    public string StackTrace => "";

    public string Source => "";

    public IDictionary<string, object> Data => new Dictionary<string, object>();

    public static FaultInfo Of(Exception error) => new(error.GetType().FullName!, error.Message, error.InnerException is { } inner ? Of(inner) : null);
}
