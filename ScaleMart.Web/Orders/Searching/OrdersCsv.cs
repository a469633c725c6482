using System.Globalization;
using CsvHelper;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>Orders as a table for a spreadsheet, row by row as they come. A text that a spreadsheet would run as a formula gets an apostrophe before it.</summary>
public static class OrdersCsv
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    private static readonly string[] Columns =
    [
        "id", "saleId", "userId", "productName", "quantity", "unitPrice", "total", "currency", "status", "acceptedAt", "holdExpiresAt", "version", "reason",
    ];

    /// <summary>The file's name; one that has what the ledger knew alone says so.</summary>
    public static string Name(bool isWithoutRedis) => isWithoutRedis ? "orders-ledger-only.csv" : "orders.csv";

    public static async Task WriteAsync(Stream body, IAsyncEnumerable<OrderRecord> orders, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(body, Options, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancel);
        await foreach (var order in orders.WithCancellation(cancel)) await csv.WriteRecordAsync(Row(order), cancel);
        await csv.FlushAsync(cancel);
    }

    private static string[] Row(OrderRecord order) =>
    [
        order.Id, order.SaleId, order.UserId, order.ProductName, Number(order.Quantity), Money(order.UnitPrice), Money(order.Total), order.Currency,
        order.Status.ToString().ToLowerInvariant(), Time(order.AcceptedAt), Time(order.HoldExpiresAt), Number(order.Version), order.Reason,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
