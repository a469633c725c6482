namespace ScaleMart.Web.Api.Json;

/// <summary>What is asked for in an order.</summary>
internal sealed record OrderRequest(int? Quantity);

/// <summary>How an order is paid for.</summary>
internal sealed record PayRequest(string? PaymentToken);
