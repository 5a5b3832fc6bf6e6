using System.Security.Cryptography;
using System.Text;
using ImageGen.Volcengine.Simulator.Inputs;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Admin;

/// <summary>The ledger as JSON: what was paid for, and how often each action was called.</summary>
internal sealed record LedgerView(long Total, IReadOnlyList<LedgerLine> Submissions, IReadOnlyDictionary<string, long> Requests)
{
    public static LedgerView Of((long Total, IReadOnlyList<Submission> Submissions) ledger, CallCounts counts) =>
        new(ledger.Total, [.. ledger.Submissions.Select(LedgerLine.Of)], counts.Read());
}

/// <summary>One paid submission.</summary>
/// <param name="DoneAt">When its pictures are ready, unless it is canceled before.</param>
/// <param name="Delivered">Pictures that the answer carried; of an asynchronous API none.</param>
internal sealed record LedgerLine(
    string Api, string RequestId, string TaskId, string ReqKey, string AccessKey, string Prompt, string PromptSha256, int Images,
    DateTimeOffset SubmittedAt, DateTimeOffset DoneAt, bool Answered, bool Canceled, int Delivered, IReadOnlyList<InputPicture> Inputs)
{
    public static LedgerLine Of(Submission submission)
    {
        var task = submission.Task;
        return new LedgerLine(
            task.Api, task.RequestId, task.TaskId, task.ReqKey, task.AccessKey, task.Prompt,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(task.Prompt))), task.Images,
            DateTimeOffset.FromUnixTimeMilliseconds(task.SubmittedAt), DateTimeOffset.FromUnixTimeMilliseconds(task.DoneAt), submission.Answered, submission.Canceled, submission.Delivered, task.Inputs);
    }
}
