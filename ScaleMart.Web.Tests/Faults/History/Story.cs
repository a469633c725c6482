using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>
/// A history and the state that it left, to be doctored. The one that is good: of ten lamps, two to a customer, ann bought and
/// paid for one; bob got his two at the second try; cid gave hers back; dan paid after a decline, and the answer was lost; eve
/// was refused; fay let hers lapse; gus was given his money back.
/// </summary>
internal sealed record Story(IReadOnlyList<Operation> History, State State)
{
    private static readonly DateTimeOffset At = new(2030, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public static Story Good
    {
        get
        {
            OrderRecord[] orders =
            [
                Order("a", "ann", 1, OrderStatus.Confirmed, 11, "held paying confirmed"), Order("b", "bob", 2, OrderStatus.Held, 12, "held"),
                Order("c", "cid", 1, OrderStatus.Cancelled, 13, "held cancelled"), Order("d", "dan", 1, OrderStatus.Confirmed, 14, "held paying declined paying confirmed"),
                Order("f", "fay", 1, OrderStatus.Expired, 15, "held expired"),
                Order("g", "gus", 1, OrderStatus.Refunded, 16, "held paying confirmed refunding refunded") with { Reason = "broken (boss)" },
            ];
            return new Story(
                [
                    Bought("ann", "a"), Paid("ann", "a", "tok_ok", "confirmed"),
                    Unanswered("bob"), Bought("bob", "b", 2),
                    Bought("cid", "c"), Cancelled("cid", "c"),
                    Bought("dan", "d"), Refused("dan", Act.Pay, 402, "payment_declined", "d") with { Token = "tok_declined" },
                    Paid("dan", "d", "tok_lost", "paying") with { Status = 202 },
                    Refused("eve", Act.Buy, 409, "sold_out"),
                    Bought("fay", "f"), Refused("fay", Act.Pay, 409, "hold_expired", "f") with { Token = "tok_ok" },
                    Bought("gus", "g"), Paid("gus", "g", "tok_ok", "confirmed"),
                ],
                new State
                {
                    Lot = new Lot("s", 10, 2),
                    Now = At.AddMinutes(5),
                    Total = 10,
                    Available = 6,
                    Held = 2,
                    Sold = 2,
                    Sequence = 16,
                    Live = orders,
                    Ledger = orders,
                    Units = new Dictionary<string, int> { ["ann"] = 1, ["bob"] = 2, ["cid"] = 0, ["dan"] = 1, ["fay"] = 0, ["gus"] = 0 },
                    Mine = orders.ToDictionary(o => o.UserId, o => o.Id),
                    Holds = ["b", "c", "f"],
                    Charges = [Charge("a:1", ChargeState.Charged), Charge("d:1", ChargeState.Declined), Charge("d:2", ChargeState.Charged), Charge("g:1", ChargeState.Refunded)],
                }).InOrder();
        }
    }

    public static Operation Bought(string user, string order, int quantity = 1) => Done(user, Act.Buy) with { Key = "k", Quantity = quantity, Status = 202, OrderId = order, State = "held" };

    public static Operation Paid(string user, string order, string token, string state) => Done(user, Act.Pay) with { OrderId = order, Token = token, Status = 200, State = state };

    public static Operation Cancelled(string user, string order) => Done(user, Act.Cancel) with { OrderId = order, Status = 200, State = "cancelled" };

    public static Operation Unanswered(string user, Act act = Act.Buy, string order = "") =>
        Done(user, act) with { Key = act == Act.Buy ? "k" : "", Quantity = 2, OrderId = order, Outcome = Outcome.Unknown };

    public static Operation Refused(string user, Act act, int status, string code, string order = "") =>
        Done(user, act) with { Key = act == Act.Buy ? "k" : "", Quantity = 1, OrderId = order, Outcome = Outcome.Fail, Status = status, Code = code };

    public static OrderRecord Order(string id, string user, int quantity, OrderStatus status, long version, string timeline) => new()
    {
        Id = id,
        SaleId = "s",
        UserId = user,
        PreviousOrderId = "",
        ProductName = "Lamp",
        Quantity = quantity,
        UnitPrice = 5,
        Currency = "EUR",
        Status = status,
        Version = version,
        AcceptedAt = At,
        HoldExpiresAt = At.AddMinutes(status == OrderStatus.Expired ? 1 : 15),
        Attempt = timeline.Split(' ').Count(e => e == "paying"),
        Reason = "",
        Timeline = [.. timeline.Split(' ').Select((e, n) => new OrderEvent(At.AddMinutes(n), e))],
    };

    public static Charge Charge(string key, ChargeState state) => new(key, state, 5, "EUR", "tok_ok", At);

    /// <summary>More was asked afterwards.</summary>
    public Story And(params Operation[] more) => (this with { History = [.. History, .. more] }).InOrder();

    /// <summary>What was asked is recorded otherwise.</summary>
    public Story Asked(Func<Operation, bool> which, Func<Operation, Operation> how) => this with { History = [.. History.Select(o => which(o) ? how(o) : o)] };

    /// <summary>An order is otherwise, in Redis and in the ledger.</summary>
    public Story Where(string id, Func<OrderRecord, OrderRecord> how) => In(s => s with { Live = Change(s.Live, id, how), Ledger = Change(s.Ledger, id, how) });

    /// <summary>There is one order more, in both stores, and its owner finds it.</summary>
    public Story With(OrderRecord order) => In(s => s with { Live = [.. s.Live, order], Ledger = [.. s.Ledger, order], Mine = s.Mine.Append(new(order.UserId, order.Id)).DistinctBy(m => m.Key).ToDictionary() });

    public Story In(Func<State, State> how) => this with { State = how(State) };

    public static IReadOnlyList<OrderRecord> Change(IReadOnlyList<OrderRecord> orders, string id, Func<OrderRecord, OrderRecord> how) => [.. orders.Select(o => o.Id == id ? how(o) : o)];

    public static void Accepted(Story story) => Assert.Empty(Checker.Faults(story.History, story.State));

    public static void Rejected(string because, Story doctored) => Assert.Contains(Checker.Faults(doctored.History, doctored.State), fault => fault.Contains(because, StringComparison.Ordinal));

    private static Operation Done(string user, Act act) => new() { Act = act, Shopper = user, Process = 0, Outcome = Outcome.Ok };

    // One after the other, a second each.
    private Story InOrder() => this with { History = [.. History.Select((o, n) => o with { Invoked = TimeSpan.FromSeconds(n), Returned = TimeSpan.FromSeconds(n + 0.5) })] };
}
