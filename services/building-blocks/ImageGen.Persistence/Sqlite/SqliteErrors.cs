using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ImageGen.Persistence.Sqlite;

/// <summary>What SQLite's errors mean for those who wait for a transaction.</summary>
internal static class SqliteErrors
{
    /// <summary>These may have rolled back what the others of a batch did; a constraint only takes back its own statement.</summary>
    public static bool EndsTransaction(Exception error) => error is SqliteException
    {
        SqliteErrorCode: SQLITE_IOERR or SQLITE_FULL or SQLITE_NOMEM or SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_BUSY or SQLITE_INTERRUPT,
    };

    /// <summary>
    /// A COMMIT that failed so has certainly not happened: the last page that makes it valid was not written, or a lock was not to be
    /// had. After any other failure nobody can say what is on disk.
    /// </summary>
    public static bool LeavesNoDoubt(Exception error) => error is SqliteException { SqliteErrorCode: SQLITE_FULL or SQLITE_BUSY };

    /// <summary>The same error in the words of the port, where it has some.</summary>
    public static Exception Told(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: SQLITE_FULL } => new DocumentStoreFullException("The disk of the database is full.", error),
        SqliteException { SqliteErrorCode: SQLITE_BUSY } => new DocumentStoreUnavailableException("Another process holds the database.", error),
        _ => error,
    };
}
