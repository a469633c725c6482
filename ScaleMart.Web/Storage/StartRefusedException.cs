namespace ScaleMart.Web.Storage;

/// <summary>The shop cannot start as it is set up; the message says why and what to do, and is all that its operator needs.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
