using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>One shopper who writes down everything. They know several doors, and after an answer that did not come they try the next.</summary>
internal sealed class Client(Recorder recorder, string shopper, IReadOnlyList<ShopClient> doors, int firstDoor = 0)
{
    private int _door = firstDoor % doors.Count;

    public string Shopper => shopper;

    public Task<Operation> BuyAsync(string saleId, string key, int quantity = 1, bool atNextDoor = false) =>
        SendAsync(new Operation { Act = Act.Buy, Shopper = shopper, Process = atNextDoor ? Next(_door) : _door, Key = key, Quantity = quantity, Outcome = Outcome.Unknown }, at => at.BuyAsync(saleId, quantity, key));

    public Task<Operation> PayAsync(string orderId, string token = "tok_ok") =>
        SendAsync(new Operation { Act = Act.Pay, Shopper = shopper, Process = _door, OrderId = orderId, Token = token, Outcome = Outcome.Unknown }, at => at.PayAsync(orderId, token));

    public Task<Operation> CancelAsync(string orderId) =>
        SendAsync(new Operation { Act = Act.Cancel, Shopper = shopper, Process = _door, OrderId = orderId, Outcome = Outcome.Unknown }, at => at.CancelAsync(orderId));

    /// <summary>The same once more, at the next door.</summary>
    public Task<Operation> AgainAsync(Operation unknown, string saleId)
    {
        _door = Next(unknown.Process);
        return unknown.Act switch
        {
            Act.Buy => BuyAsync(saleId, unknown.Key, unknown.Quantity),
            Act.Pay => PayAsync(unknown.OrderId, unknown.Token),
            _ => CancelAsync(unknown.OrderId),
        };
    }

    private int Next(int door) => (door + 1) % doors.Count;

    private Task<Operation> SendAsync(Operation invoked, Func<ShopClient, Task<Answer>> send) =>
        recorder.RecordAsync(invoked, () => send(doors[invoked.Process]));
}
