namespace ScaleMart.Web.Storage;

/// <summary>
/// The document store could not be asked, or could not write to its disk: the same call may succeed later. Nothing was written.
/// A time-out, so that rooms which may not know the stores can still tell "come back later" from a defect.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception inner) : TimeoutException(message, inner);
