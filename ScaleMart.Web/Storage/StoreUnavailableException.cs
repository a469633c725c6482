namespace ScaleMart.Web.Storage;

/// <summary>
/// A store could not be asked, did not say that a write is safe, or has what nobody can read: the same call may succeed later. Nobody knows whether
/// it was written, so only what may be repeated is repeated. A time-out, so that rooms which may not know the stores can still tell
/// "come back later" from a defect.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : TimeoutException(message, inner);
