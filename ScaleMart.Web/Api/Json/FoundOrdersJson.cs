using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Searching;

namespace ScaleMart.Web.Api.Json;

/// <summary>A page of orders as those who run the shop see them: the contract's order, whose it is, and the admin's reason where there is one.</summary>
internal sealed record FoundOrdersJson(IReadOnlyList<FoundOrderJson> Orders, string? Older, bool WithoutRedis, bool WithoutLedger, bool Cut)
{
    public static FoundOrdersJson Of(FoundOrders found) => new(
        [.. found.Orders.Select(o => new FoundOrderJson(OrderJson.Of(o), o.Order.UserId, found.Owners.GetValueOrDefault(o.Order.UserId)?.Email, o.Order.Reason, o.Order.Version))],
        found.Older?.ToString(), found.IsWithoutRedis, found.IsWithoutLedger, found.IsCut);
}

/// <summary><paramref name="Email"/> is null for users whom the shop does not know; <paramref name="Reason"/> is empty where no admin gave one.</summary>
internal sealed record FoundOrderJson(OrderJson Order, string UserId, string? Email, string Reason, long Version);
