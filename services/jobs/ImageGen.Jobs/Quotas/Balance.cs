namespace ImageGen.Jobs.Quotas;

/// <summary>Sums of a ledger, with what is reserved.</summary>
internal readonly record struct Balance(int Pictures, decimal Cost)
{
    public static Balance OfDay(Ledger ledger, int day) => Of(ledger, each => each == day);

    public static Balance OfMonth(Ledger ledger) => Of(ledger, _ => true);

    private static Balance Of(Ledger ledger, Func<int, bool> counts)
    {
        var (pictures, cost) = (0, 0m);
        foreach (var line in ledger.Settled)
        {
            if (counts(line.Day))
                (pictures, cost) = (pictures + line.Pictures, cost + line.Cost);
        }

        foreach (var open in ledger.Open)
        {
            if (counts(open.Day))
                (pictures, cost) = (pictures + open.Pictures, cost + open.Cost);
        }

        foreach (var late in ledger.Late)
        {
            if (counts(late.Day))
                (pictures, cost) = (pictures + late.Pictures, cost + late.Cost);
        }

        return new Balance(pictures, cost);
    }
}
