using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>What became of one move of an order.</summary>
public enum ActCode
{
    Done,

    /// <summary>It stood there already; nothing was written.</summary>
    Already,

    /// <summary>Charged after it had expired: the money must go back.</summary>
    Late,
    NotFound,

    /// <summary>The order's state does not allow it.</summary>
    Refused,
    HoldExpired,

    /// <summary>No answer, or the sale is being rebuilt; doing it again is safe.</summary>
    Unavailable,
}

/// <summary>The outcome, and the order as it stands after it whenever there is one.</summary>
public sealed record ActResult(ActCode Code, OrderRecord? Order = null);

/// <summary>Moves one order from state to state: one script each, all of them safe to repeat.</summary>
public sealed class OrderActs(SaleScript sales, ILogger<OrderActs> log)
{
    /// <summary>Payment attempts that one order may make.</summary>
    public const int Attempts = 5;

    private static readonly Script Pay = Load("pay"), Confirm = Load("confirm"), Decline = Load("decline"), Expire = Load("expire"),
        Cancel = Load("cancel"), Refunding = Load("refunding"), Refund = Load("refund");

    /// <summary>Held becomes paying; after <paramref name="lookAfter"/> a worker asks the gateway if nobody has said how it went.</summary>
    public Task<ActResult> PayAsync(string saleId, string orderId, TimeSpan lookAfter) =>
        RunAsync(Pay, saleId, orderId, k => [k.Unsettled], Attempts, (long)lookAfter.TotalMilliseconds);

    public Task<ActResult> ConfirmAsync(OrderRecord order) => RunAsync(Confirm, order.SaleId, order.Id, k => [k.Unsettled], order.Attempt);

    public Task<ActResult> DeclineAsync(OrderRecord order) => RunAsync(Decline, order.SaleId, order.Id, k => [k.Unsettled, k.Holds], order.Attempt);

    /// <summary>Paying becomes expired; the gateway has promised to refuse this attempt's charge for ever.</summary>
    public Task<ActResult> ExpireAsync(OrderRecord order) => RunAsync(Expire, order.SaleId, order.Id, k => [k.Unsettled, k.Users], order.Attempt);

    public Task<ActResult> CancelAsync(string saleId, string orderId, string reason) =>
        RunAsync(Cancel, saleId, orderId, k => [k.Users], RecordLine.Clean(reason));

    /// <summary>Records that the money is to go back, before anybody is asked to give it.</summary>
    public Task<ActResult> BeginRefundAsync(string saleId, string orderId, string reason, TimeSpan lookAfter) =>
        RunAsync(Refunding, saleId, orderId, k => [k.Unsettled], RecordLine.Clean(reason), (long)lookAfter.TotalMilliseconds);

    /// <summary>The money went back: stock and allowance follow, unless the order had given them back when it expired.</summary>
    public Task<ActResult> RefundAsync(string saleId, string orderId) => RunAsync(Refund, saleId, orderId, k => [k.Unsettled, k.Users]);

    private static Script Load(string name) => Script.Load($"Stock/Scripts/{name}.lua", "Stock/Scripts/sale.lua", "Stock/Scripts/order.lua");

    private async Task<ActResult> RunAsync(Script script, string saleId, string orderId, Func<SaleKeys, RedisKey[]> more, params RedisValue[] values)
    {
        var keys = new SaleKeys(saleId);
        try
        {
            var reply = await sales.RunAsync(script, saleId, [keys.Sale, keys.Orders, keys.Queue, .. more(keys)], [orderId, .. values]);
            if (reply.Gate != Gate.Open) return new ActResult(ActCode.Unavailable);
            if (reply.Code == 0) return new ActResult(ActCode.NotFound);
            return new ActResult(Code(reply.Code, script), RecordLine.Read(saleId, orderId, (string)reply.Rows[6]!));
        }
        catch (RedisServerException fault)
        {
            log.ActFailed(script.Name, orderId, fault);
            return new ActResult(ActCode.Unavailable);
        }
    }

    private static ActCode Code(int code, Script script) => code switch
    {
        1 => ActCode.Done,
        2 => ActCode.Already,
        3 => ActCode.Late,
        -1 when script == Pay => ActCode.HoldExpired,
        _ => ActCode.Refused,
    };
}
