using System.Globalization;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Quotas;

/// <summary>What is told to whoever asks for more than is left.</summary>
internal static class QuotaProblems
{
    public static ProblemException Of(Subject subject, Excess excess, string currency, QuotaCalendar calendar)
    {
        var isMoney = excess.Kind == LimitKind.CostPerMonth;
        var resets = isMoney ? calendar.NextMonth : calendar.Tomorrow;
        return new ProblemException(isMoney ? 402 : 429, isMoney ? "budget_exceeded" : "quota_exceeded", Text(subject, excess, currency).En)
        {
            Text = Text(subject, excess, currency),
            Limit = new ProblemLimit
            {
                Kind = LimitNames.Of(excess.Kind),
                Of = Subject.NameOf(subject.Kind),
                Id = subject.Id,
                Limit = excess.Limit,
                Used = excess.Used,
                Asked = excess.Asked,
                Currency = isMoney ? currency : null,
                ResetsAt = resets,
                RaisedBy = subject.Kind == SubjectKind.Key ? "owner" : "administrator",
            },
            Retryable = !isMoney,
            RetryAfter = isMoney ? null : calendar.UntilTomorrow,
        };
    }

    public static ProblemException PriceUnknown(string model, string currency)
    {
        var text = new LocalizedText(
            $"模型 {model} 没有以 {currency} 计的价格，而您有费用限额，因此不能使用它。请换一个模型，或请管理员补上价格。",
            $"The model {model} has no price in {currency}, and what you may spend is limited: it can not be used. Take another model, or have an administrator add its price.");
        return new ProblemException(422, "price_unknown", text.En) { Text = text, Errors = [new ProblemError("/model", text.En)] };
    }

    private static LocalizedText Text(Subject subject, Excess excess, string currency)
    {
        var (limit, used, asked) = (Number(excess.Limit), Number(excess.Used), Number(excess.Asked));
        var raise = subject.Kind == SubjectKind.Key
            ? new LocalizedText("密钥的主人可以另建一个限额更高的密钥。", "The key's owner can make one with a higher limit.")
            : new LocalizedText("管理员可以提高它。", "An administrator can raise it.");
        return excess.Kind == LimitKind.CostPerMonth
            ? new LocalizedText(
                $"{Whose(subject).Zh}每月的费用限额为 {limit} {currency}，已用或预留 {used}，本次还需要 {asked}。{raise.Zh}",
                $"{Whose(subject).En} may spend {limit} {currency} a month; {used} is used or reserved, and this needs {asked} more. {raise.En}")
            : new LocalizedText(
                $"{Whose(subject).Zh}每天的图片限额为 {limit} 张，已用或预留 {used} 张，本次还需要 {asked} 张。明天会重新计算；{raise.Zh}",
                $"{Whose(subject).En} may ask for {limit} pictures a day; {used} are used or reserved, and this needs {asked} more. Tomorrow counts anew. {raise.En}");
    }

    private static LocalizedText Whose(Subject subject) => subject.Kind switch
    {
        SubjectKind.Team => new("该团队", "The team"),
        SubjectKind.Key => new("该密钥", "This key"),
        _ => new("您", "You"),
    };

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
