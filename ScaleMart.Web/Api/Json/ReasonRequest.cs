namespace ScaleMart.Web.Api.Json;

/// <summary>The body of an act that needs a reason.</summary>
internal sealed record ReasonRequest(string? Reason);
