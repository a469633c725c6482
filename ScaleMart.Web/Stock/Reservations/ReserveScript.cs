using System.Globalization;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Reservations;

/// <summary>The reservation script's one caller: a batch in, an answer for each out.</summary>
public sealed class ReserveScript(SaleScript sales, SoldOutFlags flags, IOptions<StockOptions> options)
{
    private static readonly Script Reserve = Script.Load("Stock/Scripts/reserve.lua", "Stock/Scripts/sale.lua");
    private const int Head = 8;
    private readonly long _interval = 60_000_000L / options.Value.RatePerMinute;

    /// <summary>Runs the script once. When the gate is open every reservation of the batch is settled.</summary>
    /// <exception cref="RedisServerException">One of the batch made the script fail, or the store did.</exception>
    public async Task<Gate> RunAsync(string saleId, IReadOnlyList<Reservation> batch)
    {
        var keys = new SaleKeys(saleId);
        var n = batch.Count;
        var values = new RedisValue[3 + (3 * n)];
        (values[0], values[1], values[2]) = (n, _interval, _interval * (options.Value.Burst - 1));
        for (var i = 0; i < n; i++)
        {
            values[3 + i] = batch[i].UserId;
            values[3 + n + i] = batch[i].OrderId;
            values[3 + n + n + i] = batch[i].Quantity;
        }

        // Crash point 1: the script has not run, and nothing is taken. Crash point 2: it has, and nobody has heard of it: the same key finds the order.
        var reply = await sales.TryAsync(Reserve, saleId, [keys.Sale, keys.Orders, keys.Users, keys.Buckets, keys.Mine, keys.Holds, keys.Queue], values);
        if (reply.Gate != Gate.Open) return reply.Gate;
        var offer = ((string)reply.Rows[7]!).Split('\t', 3);
        for (var i = 0; i < n; i++) batch[i].Settle(Read(saleId, batch[i], reply, offer, reply.Rows[Head + i]));
        return Gate.Open;
    }

    private ReserveResult Read(string saleId, Reservation asked, SaleReply reply, string[] offer, RedisResult row)
    {
        var text = (string)row!;
        if (text[0] == '-') return new ReserveResult((ReserveCode)int.Parse(text, CultureInfo.InvariantCulture));
        flags.Of(saleId).Bought(asked.UserId);
        if (text[0] != '+')
            return new ReserveResult(asked.HasKey ? ReserveCode.Replayed : ReserveCode.Taken, RecordLine.Read(saleId, asked.OrderId, text));
        return new ReserveResult(ReserveCode.Taken, new OrderRecord
        {
            Id = asked.OrderId,
            SaleId = saleId,
            UserId = asked.UserId,
            PreviousOrderId = text[1..],
            ProductName = offer[2],
            Quantity = asked.Quantity,
            UnitPrice = decimal.Parse(offer[0], CultureInfo.InvariantCulture),
            Currency = offer[1],
            Status = OrderStatus.Held,
            Version = reply.Sequence,
            AcceptedAt = reply.Now,
            HoldExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds((long)reply.Rows[6]),
            Attempt = 0,
            Reason = "",
            Timeline = [new OrderEvent(reply.Now, "held")],
        });
    }
}
