using MongoDB.Driver;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>
/// Tells what may succeed later from what never will. A fault that names one document is the document's, unless it speaks of the
/// server's condition; a fault of the whole command is the server's, unless it speaks of what was sent.
/// </summary>
internal static class MongoFaults
{
    // Conditions that pass: no primary here (189, 10107, 11602, 13435, 13436, 10058), going down (91, 11600), interrupted (11601), locks and
    // conflicts (24, 46, 112), time (50, 202, 262), network (6, 7, 89, 9001), majority (64, 79, 100), disk and memory (14031, 146), rights (13, 18).
    private static readonly HashSet<int> Passing =
        [6, 7, 13, 18, 24, 46, 50, 64, 79, 89, 91, 100, 112, 146, 189, 202, 262, 9001, 10058, 10107, 11600, 11601, 11602, 13435, 13436, 14031];

    // What was sent cannot be done: BadValue, FailedToParse, TypeMismatch, InvalidBSON, CommandNotFound, DocumentValidationFailure, BSONObjectTooLarge, DuplicateKey, KeyTooLong.
    private static readonly HashSet<int> Impossible = [2, 9, 14, 22, 59, 121, 10334, 11000, 17280];

    /// <summary>The fault in the house's words; null when it is none of the store's and goes on as it is.</summary>
    public static Exception? Name(Exception fault, CancellationToken cancel) => fault switch
    {
        OperationCanceledException when cancel.IsCancellationRequested => null,
        StoreUnavailableException => fault,
        MongoBulkWriteException bulk => Name(bulk, bulk.WriteConcernError is not null, bulk.WriteErrors.Select(e => e.Code)),
        MongoWriteException write => Name(write, write.WriteConcernError is not null, write.WriteError is { } error ? [error.Code] : []),
        MongoWriteConcernException => Unavailable(fault),
        MongoCommandException command when Impossible.Contains(command.Code) => Refused(fault),
        MongoException or TimeoutException or IOException or OperationCanceledException => Unavailable(fault),
        _ => null,
    };

    public static bool IsDuplicate(MongoWriteException fault) => fault is { WriteConcernError: null, WriteError.Category: ServerErrorCategory.DuplicateKey };

    /// <summary>No server was found to send anything to: the driver's plain time-out, also where the indexes were waiting for it.</summary>
    public static bool IsUnreached(Exception fault) => (fault is StoreUnavailableException ? fault.InnerException : fault)?.GetType() == typeof(TimeoutException);

    private static Exception Name(Exception fault, bool unsafelyWritten, IEnumerable<int> codes) =>
        unsafelyWritten || codes.All(Passing.Contains) ? Unavailable(fault) : Refused(fault);

    /// <summary>The driver's words without its view of the whole cluster, stack traces included, which follows them.</summary>
    public static string Words(Exception fault) => fault.Message.Split(" using CompositeServerSelector", 2)[0].Split('\n', 2)[0];

    private static StoreUnavailableException Unavailable(Exception fault) => new($"The document store cannot be used now: {Words(fault)}", fault);

    private static DocumentRefusedException Refused(Exception fault) => new($"The document store refuses this: {Said(fault)}", fault);

    // The server's words without the driver's, so that what is refused for one reason is refused in the same words.
    private static string Said(Exception fault) => fault switch
    {
        MongoBulkWriteException { WriteErrors: [var first, ..] } => $"{first.Message} (code {first.Code})",
        MongoWriteException { WriteError: { } error } => $"{error.Message} (code {error.Code})",
        _ => fault.Message,
    };
}
