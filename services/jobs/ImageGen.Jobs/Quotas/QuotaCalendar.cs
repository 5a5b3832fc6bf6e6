using System.Globalization;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Quotas;

/// <summary>The days and months that limits hold for: of one clock, wherever people and servers are.</summary>
internal sealed class QuotaCalendar(IOptions<QuotaOptions> options, TimeProvider time)
{
    private const string DayForm = "yyyyMMdd";

    private TimeSpan Offset => options.Value.Offset;

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(Offset).DateTime);

    /// <returns>When the next day begins.</returns>
    public DateTimeOffset Tomorrow => Beginning(Today.AddDays(1));

    /// <returns>When the next month begins.</returns>
    public DateTimeOffset NextMonth => Beginning(new DateOnly(Today.Year, Today.Month, 1).AddMonths(1));

    public TimeSpan UntilTomorrow => Tomorrow - time.GetUtcNow();

    /// <returns>Such as 20261128.</returns>
    public static int NumberOf(DateOnly day) => int.Parse(day.ToString(DayForm, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <returns>Such as 202611.</returns>
    public static int MonthOf(DateOnly day) => NumberOf(day) / 100;

    public static DateOnly DayOf(int number) => DateOnly.ParseExact(number.ToString(CultureInfo.InvariantCulture), DayForm, CultureInfo.InvariantCulture);

    private DateTimeOffset Beginning(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);
}
