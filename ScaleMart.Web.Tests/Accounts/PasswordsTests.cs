using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

public sealed class PasswordsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stands_behind_the_72nd_byte_counts()
    {
        using var passwords = Made();
        var hash = await passwords.HashAsync(new string('x', 199) + "1", Cancel);
        Assert.Equal(PasswordVerdict.Right, await passwords.CheckAsync(new string('x', 199) + "1", hash, Cancel));
        Assert.Equal(PasswordVerdict.Wrong, await passwords.CheckAsync(new string('x', 199) + "2", hash, Cancel));
    }

    [Fact]
    public async Task The_hash_has_the_cost_that_is_configured()
    {
        using var passwords = Made(workFactor: 5);
        Assert.StartsWith("$2a$05$", await passwords.HashAsync("correct horse", Cancel), StringComparison.Ordinal);
    }

    // Timing is not asserted on a shared machine; what is asserted is that a user who is not there costs a hash as well: of a
    // high cost, it is still at work when one of the lowest has long come back.
    [Fact]
    public async Task A_user_that_there_is_not_costs_as_much_as_one_that_there_is()
    {
        using var costly = Made(workFactor: 14);
        using var cheap = Made();
        var hash = await cheap.HashAsync("correct horse", Cancel);
        var nobody = costly.CheckAsync("correct horse", null, Cancel);
        Assert.Equal(PasswordVerdict.Right, await cheap.CheckAsync("correct horse", hash, Cancel));
        Assert.False(nobody.IsCompleted);
        Assert.Equal(PasswordVerdict.Wrong, await nobody);
    }

    [Fact]
    public async Task Who_finds_the_line_full_is_told_so_at_once_and_the_line_moves_on()
    {
        using var passwords = Made(workFactor: 10, waitingLine: 1);
        var crowd = Enumerable.Range(0, 50).Select(_ => passwords.HashAsync("correct horse", Cancel)).ToArray();
        var hashes = await Task.WhenAll(crowd);
        Assert.Contains(hashes, hash => hash is null);
        Assert.Contains(hashes, hash => hash is not null);
        Assert.NotNull(await passwords.HashAsync("correct horse", Cancel));
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        using var passwords = Made(workFactor: 10, waitingLine: 1);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var working = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => passwords.HashAsync("correct horse", Cancel)).ToArray();
        var waiting = passwords.HashAsync("correct horse", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.NotNull(await passwords.HashAsync("correct horse", Cancel));
        Assert.All(await Task.WhenAll(working), hash => Assert.NotNull(hash));
    }

    private static Passwords Made(int workFactor = 4, int waitingLine = 100) =>
        new(Options.Create(new AccountsOptions { WorkFactor = workFactor, WaitingLine = waitingLine }));
}
