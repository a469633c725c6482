using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Payment;

/// <summary>What the sandbox's book of charges promises, whatever it is kept in.</summary>
[Trait("stores", "own")]
public sealed class ChargeBookTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    [Theory, EachStore]
    public async Task A_charge_comes_back_as_it_was_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IChargeBook>();
        var charge = Charge("tok_ok") with { RefundKey = "o1:refund" };
        Assert.Equal(charge, await book.AddAsync(charge));
        Assert.Equal(charge, await book.FindAsync(charge.Key));
        Assert.Null(await book.FindAsync("o1:2"));
    }

    [Theory, EachStore]
    public async Task The_first_charge_of_a_key_stays_though_twenty_come_at_once_and_all_are_told_which(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IChargeBook>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => book.AddAsync(Charge($"tok_{n}")))));

        var kept = Assert.Single(answers.Distinct());
        Assert.Equal(kept, await book.FindAsync(kept.Key));
        Assert.Equal(kept, await book.AddAsync(Charge("tok_late")));
    }

    [Theory, EachStore]
    public async Task A_charge_is_replaced_only_in_the_state_that_is_named(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IChargeBook>();
        var charge = await book.AddAsync(Charge("tok_slow"));
        var settled = charge with { State = ChargeState.Charged };

        Assert.False(await book.ReplaceAsync(settled, ChargeState.Voided));
        Assert.Equal(charge, await book.FindAsync(charge.Key));
        Assert.True(await book.ReplaceAsync(settled, ChargeState.Pending));
        Assert.Equal(settled, await book.FindAsync(charge.Key));
        Assert.False(await book.ReplaceAsync(charge with { Key = "o1:2" }, ChargeState.Pending));
        Assert.Null(await book.FindAsync("o1:2"));
    }

    [Theory, EachStore]
    public async Task Of_twenty_who_settle_a_charge_at_once_one_does(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IChargeBook>();
        var charge = await book.AddAsync(Charge("tok_slow"));

        var replaced = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Task.Run(() => book.ReplaceAsync(charge with { State = n % 2 == 0 ? ChargeState.Charged : ChargeState.Voided, RefundKey = $"{n}" }, ChargeState.Pending))));

        Assert.Single(replaced, done => done);
        Assert.Equal($"{Array.IndexOf(replaced, true)}", (await book.FindAsync(charge.Key))!.RefundKey);
    }

    private static Charge Charge(string token) => new("o1:1", ChargeState.Pending, 19.90m, "EUR", token, At);
}
