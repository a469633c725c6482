using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Tests.Accounts;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Payment;

public sealed class SandboxGatewayTests : IDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(5);
    private readonly TemporaryDocuments _documents = new();
    private readonly HandTimer _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SqliteChargeBook Book => new(_documents.Door);

    private SandboxGateway Gateway => new(Book, _clock);

    [Theory]
    [InlineData("tok_ok", ChargeResult.Charged, ChargeState.Charged)]
    [InlineData("tok_declined", ChargeResult.Declined, ChargeState.Declined)]
    [InlineData("tok_of_no_card", ChargeResult.Declined, ChargeState.Declined)]
    public async Task What_it_answers_it_still_says_after_a_restart(string token, ChargeResult result, ChargeState state)
    {
        Assert.Equal(ChargeState.None, await Gateway.AskAsync("o1:1", Cancel));
        Assert.Equal(result, await ChargeAsync("o1:1", token));
        _documents.Reopen();
        Assert.Equal(state, await Gateway.AskAsync("o1:1", Cancel));
        Assert.Equal(result, await ChargeAsync("o1:1", token));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_whatever_token_comes_second()
    {
        await ChargeAsync("o1:1", "tok_declined");
        Assert.Equal(ChargeResult.Declined, await ChargeAsync("o1:1", "tok_ok"));
        Assert.Equal(ChargeResult.Charged, await ChargeAsync("o1:2", "tok_ok"));
    }

    [Fact]
    public async Task Charges_of_one_key_at_once_are_one_charge()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ChargeAsync("o1:1", i % 2 == 0 ? "tok_ok" : "tok_declined")));
        Assert.Single(results.Distinct());
        Assert.Equal(1L, await CountAsync());
    }

    [Fact]
    public async Task A_slow_charge_is_pending_until_its_five_seconds_are_over()
    {
        var charge = ChargeAsync("o1:1", "tok_slow");
        await _clock.SomebodyWaits;
        Assert.Equal(ChargeState.Pending, await Gateway.AskAsync("o1:1", Cancel));
        _clock.Pass(Slowness);
        Assert.Equal(ChargeResult.Charged, await charge);
        Assert.Equal(ChargeState.Charged, await Gateway.AskAsync("o1:1", Cancel));
    }

    [Fact]
    public async Task A_process_killed_while_a_slow_charge_waits_leaves_a_charge_that_comes_to_its_end()
    {
        using var process = new CancellationTokenSource();
        var charge = Gateway.ChargeAsync("o1:1", 19.5m, "EUR", "tok_slow", process.Token);
        await _clock.SomebodyWaits;
        await process.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => charge);
        _documents.Reopen();
        Assert.Equal(ChargeState.Pending, await Gateway.AskAsync("o1:1", Cancel));
        _clock.Pass(Slowness);
        Assert.Equal(ChargeState.Charged, await Gateway.AskAsync("o1:1", Cancel));
        Assert.Equal(ChargeState.Charged, (await Book.FindAsync("o1:1", Cancel))!.State);
    }

    [Fact]
    public async Task A_lost_answer_never_comes_but_the_charge_is_there()
    {
        using var patience = new CancellationTokenSource();
        var charge = Gateway.ChargeAsync("o1:1", 19.5m, "EUR", "tok_lost", patience.Token);
        while (await Gateway.AskAsync("o1:1", Cancel) == ChargeState.None) await Task.Yield();
        _clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(ChargeState.Charged, await Gateway.AskAsync("o1:1", Cancel));
        Assert.False(charge.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => charge);
    }

    [Theory]
    [InlineData("tok_ok")]
    [InlineData("tok_lost")]
    [InlineData("tok_slow")]
    [InlineData("tok_declined")]
    public async Task A_void_is_remembered_over_a_restart_and_no_later_charge_takes_money(string token)
    {
        Assert.Equal(VoidResult.Voided, await Gateway.VoidAsync("o1:1", Cancel));
        _documents.Reopen();
        Assert.Equal(ChargeResult.Voided, await ChargeAsync("o1:1", token));
        Assert.Equal(ChargeState.Voided, await Gateway.AskAsync("o1:1", Cancel));
        Assert.Equal(VoidResult.Voided, await Gateway.VoidAsync("o1:1", Cancel));
    }

    [Fact]
    public async Task A_void_wins_against_a_charge_that_is_pending()
    {
        var charge = ChargeAsync("o1:1", "tok_slow");
        await _clock.SomebodyWaits;
        Assert.Equal(VoidResult.Voided, await Gateway.VoidAsync("o1:1", Cancel));
        _clock.Pass(Slowness);
        Assert.Equal(ChargeResult.Voided, await charge);
        Assert.Equal(ChargeState.Voided, await Gateway.AskAsync("o1:1", Cancel));
    }

    [Fact]
    public async Task A_void_comes_too_late_for_a_charge_whose_time_is_over_though_nobody_asked_since()
    {
        await Book.AddAsync(new Charge("o1:1", ChargeState.Pending, 19.5m, "EUR", "tok_slow", _clock.GetUtcNow() + Slowness), Cancel);
        _clock.Pass(Slowness);
        Assert.Equal(VoidResult.AlreadyCharged, await Gateway.VoidAsync("o1:1", Cancel));
        Assert.Equal(ChargeState.Charged, await Gateway.AskAsync("o1:1", Cancel));
    }

    [Fact]
    public async Task Of_a_charge_and_a_void_at_once_one_wins_and_both_say_which()
    {
        for (var i = 0; i < 25; i++)
        {
            var key = $"o{i}:1";
            var charge = Task.Run(() => ChargeAsync(key, "tok_ok"), Cancel);
            var annulled = await Gateway.VoidAsync(key, Cancel) == VoidResult.Voided;
            Assert.Equal(annulled ? ChargeResult.Voided : ChargeResult.Charged, await charge);
        }
    }

    [Fact]
    public async Task A_declined_charge_needs_no_void_and_stays_declined()
    {
        await ChargeAsync("o1:1", "tok_declined");
        Assert.Equal(VoidResult.Voided, await Gateway.VoidAsync("o1:1", Cancel));
        Assert.Equal(ChargeResult.Declined, await ChargeAsync("o1:1", "tok_ok"));
    }

    [Fact]
    public async Task A_refund_gives_the_money_back_once_and_says_so_again()
    {
        await ChargeAsync("o1:1", "tok_ok");
        Assert.Equal(RefundOutcome.Refunded, await Gateway.RefundAsync("o1:refund", "o1:1", Cancel));
        _documents.Reopen();
        Assert.Equal(ChargeState.Refunded, await Gateway.AskAsync("o1:1", Cancel));
        Assert.Equal(RefundOutcome.Refunded, await Gateway.RefundAsync("o1:refund", "o1:1", Cancel));
        Assert.Equal(RefundOutcome.Refunded, await Gateway.RefundAsync("o1:refund-2", "o1:1", Cancel));
        Assert.Equal("o1:refund", (await Book.FindAsync("o1:1", Cancel))!.RefundKey);
        Assert.Equal(VoidResult.AlreadyCharged, await Gateway.VoidAsync("o1:1", Cancel));
        Assert.Equal(ChargeResult.Charged, await ChargeAsync("o1:1", "tok_ok"));
    }

    [Fact]
    public async Task What_was_never_charged_is_not_refunded()
    {
        Assert.Equal(RefundOutcome.NotCharged, await Gateway.RefundAsync("o1:refund", "o1:1", Cancel));
        await Gateway.VoidAsync("o1:1", Cancel);
        Assert.Equal(RefundOutcome.NotCharged, await Gateway.RefundAsync("o1:refund", "o1:1", Cancel));
        await ChargeAsync("o2:1", "tok_declined");
        Assert.Equal(RefundOutcome.NotCharged, await Gateway.RefundAsync("o2:refund", "o2:1", Cancel));
    }

    public void Dispose() => _documents.Dispose();

    private Task<ChargeResult> ChargeAsync(string key, string token) => Gateway.ChargeAsync(key, 19.5m, "EUR", token, Cancel);

    private Task<long> CountAsync() => _documents.Door.ReadAsync(c =>
    {
        using var command = c.CreateCommand();
        command.CommandText = "SELECT count(*) FROM charges";
        return (long)command.ExecuteScalar()!;
    }, Cancel);
}
