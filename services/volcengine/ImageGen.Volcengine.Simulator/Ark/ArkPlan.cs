using ImageGen.Volcengine.Simulator.Faults;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>What will become of each picture of a call: null where it is made, else why not.</summary>
internal sealed record ArkPlan(IReadOnlyList<ArkError?> Pictures)
{
    /// <summary>How many are made, and so billed.</summary>
    public int Made => Pictures.Count(error => error is null);

    /// <param name="risky">A picture of this prompt is withheld; a group goes on without it.</param>
    /// <exception cref="ArkException">The only picture is withheld.</exception>
    public static ArkPlan Of(ArkOrder order, bool risky, FaultRule? fault)
    {
        if (risky && order.Pictures == 1)
            throw new ArkException(ArkError.OutputImageSensitive);
        var pictures = Enumerable.Range(0, order.Pictures).Select(index => risky && index == 1 ? ArkError.OutputImageSensitive : null);
        return new ArkPlan(fault?.Kind switch
        {
            FaultKind.Fewer => [.. pictures.Take(fault.Pictures)],
            // An internal error ends a group.
            FaultKind.FailRest => [.. pictures.Take(fault.Pictures), ArkError.InternalService],
            _ => [.. pictures],
        });
    }
}
