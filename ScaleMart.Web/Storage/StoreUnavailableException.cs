namespace ScaleMart.Web.Storage;

/// <summary>The document store could not be asked, or could not write to its disk: the same call may succeed later. Nothing was written.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
