using System.Globalization;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>Orders as a table for a spreadsheet, row by row as they come.</summary>
public static class OrdersCsv
{
    private static readonly string[] Columns =
    [
        "id", "saleId", "userId", "productName", "quantity", "unitPrice", "total", "currency", "status", "acceptedAt", "holdExpiresAt", "version", "reason",
    ];

    /// <summary>The file's name; one that has what the ledger knew alone says so.</summary>
    public static string Name(bool isWithoutRedis) => isWithoutRedis ? "orders-ledger-only.csv" : "orders.csv";

    public static Task WriteAsync(Stream body, IAsyncEnumerable<OrderRecord> orders, CancellationToken cancel) => Sheet.WriteAsync(body, Columns, orders, Row, cancel);

    private static string[] Row(OrderRecord order) =>
    [
        order.Id, order.SaleId, order.UserId, order.ProductName, Sheet.Number(order.Quantity), Money(order.UnitPrice), Money(order.Total), order.Currency,
        order.Status.ToString().ToLowerInvariant(), Sheet.Time(order.AcceptedAt), Sheet.Time(order.HoldExpiresAt), Sheet.Number(order.Version), order.Reason,
    ];

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
