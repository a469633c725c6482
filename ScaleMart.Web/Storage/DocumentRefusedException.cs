namespace ScaleMart.Web.Storage;

/// <summary>The document store will never do this, however often it is asked: too large, a duplicate, or not allowed by the collection's own rules.</summary>
public sealed class DocumentRefusedException(string message, Exception? inner = null) : Exception(message, inner);
