using System.Reflection;
using ImageGen.Accounts.Secrets;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Tests;

public sealed class UseNotesTests
{
    private static readonly Stored<string> Seen = new("ses_1", 1, "used yesterday");

    public static TheoryData<Exception> Troubles => [new DocumentStoreFullException("full", new IOException()), new DocumentStoreUnavailableException("away", new IOException())];

    /// <summary>Else nobody could come in and look at their pictures while the disk is full.</summary>
    [Theory]
    [MemberData(nameof(Troubles), DisableDiscoveryEnumeration = true)]
    public async Task A_store_that_takes_no_writes_keeps_nobody_out(Exception trouble)
    {
        var documents = Refusing.With(trouble);

        await documents.NoteUseAsync(Seen, _ => "used today", TestContext.Current.CancellationToken);

        Assert.Equal(1, ((Refusing)documents).Writes);
    }

    [Fact]
    public async Task What_needs_no_note_is_not_written()
    {
        var documents = Refusing.With(new InvalidOperationException());

        await documents.NoteUseAsync(Seen, seen => seen, TestContext.Current.CancellationToken);

        Assert.Equal(0, ((Refusing)documents).Writes);
    }

    /// <summary>Documents that take nothing.</summary>
    public class Refusing : DispatchProxy
    {
        private Exception trouble = null!;

        public int Writes { get; private set; }

        public static IDocuments<string> With(Exception trouble)
        {
            var documents = Create<IDocuments<string>, Refusing>();
            ((Refusing)documents).trouble = trouble;
            return documents;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Writes++;
            throw trouble;
        }
    }
}
