using ScaleMart.Web.Accounts;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>One page of a search, newest first.</summary>
/// <param name="Orders">Each as the store with its newest version has it.</param>
/// <param name="Older">What the next page begins after; null when there is nothing more.</param>
public sealed record FoundOrders(IReadOnlyList<OrderView> Orders, OrderPlace? Older)
{
    /// <summary>Their owners, by id, as far as the shop knows them; tokens of others work all the same.</summary>
    public IReadOnlyDictionary<string, Account> Owners { get; init; } = new Dictionary<string, Account>();

    /// <summary>Redis gave no answer: this is what the ledger has, and an order may have moved on since.</summary>
    public bool IsWithoutRedis { get; init; }

    /// <summary>The ledger gave no answer: this is what Redis has, and older orders may be missing.</summary>
    public bool IsWithoutLedger { get; init; }

    /// <summary>There was more in Redis than is looked through at once, so that some that fit may be missing.</summary>
    public bool IsCut { get; init; }
}
