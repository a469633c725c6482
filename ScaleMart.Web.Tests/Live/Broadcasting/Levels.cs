using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Live.Broadcasting;

/// <summary>Stock that is there to be told of.</summary>
internal static class Levels
{
    public static StockLevel StockOf(long version, SaleState state = SaleState.Live) => new()
    {
        Version = version,
        State = state,
        Total = 10,
        Available = 10,
        Held = 0,
        Sold = 0,
        UnitPrice = 1,
        OpensAt = DateTimeOffset.UnixEpoch,
        ClosesAt = DateTimeOffset.MaxValue,
        PerCustomerLimit = 1,
        HoldSeconds = 60,
        At = DateTimeOffset.UnixEpoch,
    };
}
