using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.LoadTests;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Reports;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Judging;

/// <summary>
/// The load program itself, from its arguments to its exit code, against the real shop and against one that breaks its word in a
/// single way. No doctored shop may end with 0, and the check that it breaks must be the one that is named.
/// </summary>
public sealed class DoctoredShopTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const int Stock = 5;
    private static readonly string[] Crowd = ["--shoppers", "8", "--iterations", "24"];

    [Fact]
    public async Task The_honest_shop_is_found_to_keep_its_word()
    {
        var (exit, report) = await RushAsync(async call => await call.OnAsync(), patience: 30, Crowd);
        Assert.True(exit == 0, string.Join('\n', ReportLines.Of(report)));
        Assert.Equal(CheckState.Kept, report.Verdict.State);
        Assert.Equal((Stock, Stock), (report.Totals.Accepted, report.Totals.Outcomes["202"]));
        Assert.DoesNotContain(report.Verdict.Checks, c => c.State is CheckState.Broken or CheckState.NotJudged);
    }

    [Fact]
    public Task One_unit_too_many_is_found() => RejectsAsync("oversold", Tampered(sale => Redis.HashIncrementAsync(sale.Sale, "available")));

    [Fact]
    public async Task One_unit_too_many_is_found_though_the_audit_the_sale_and_the_stock_all_deny_it()
    {
        var tampered = Tampered(sale => Task.WhenAll(Redis.HashIncrementAsync(sale.Sale, "available"), Redis.HashIncrementAsync(sale.Sale, "total")));
        var report = await RejectsAsync("oversold", async call => (call, await tampered(call)) switch
        {
            ({ IsAudit: true }, { } audit) => audit.With(json => Balanced(json)),
            (_, var reply) => reply,
        });
        Assert.Contains("balanced:", report.Verdict.Checks.Single(c => c.Name == "audit").Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Verdict.Faults, f => f.Contains("does not call the sale balanced", StringComparison.Ordinal));
    }

    [Fact]
    public Task One_unit_that_is_never_sold_is_found() => RejectsAsync("undersold", Tampered(sale => Redis.HashDecrementAsync(sale.Sale, "available")));

    [Fact]
    public Task One_accepted_order_that_is_lost_is_found()
    {
        var lost = new First();
        return RejectsAsync("orders kept", async call =>
        {
            var reply = await call.OnAsync();
            if (call.IsBuy && reply.Status == 202) lost.Take(reply.Word("id"));
            if (call.IsList) return reply.With(list => Without(list, lost.Taken));
            return call.Path.EndsWith($"/orders/{lost.Taken}", StringComparison.Ordinal) ? reply with { Status = 404 } : reply;
        });
    }

    [Fact]
    public Task One_order_that_is_told_to_two_attempts_is_found()
    {
        var first = new First();
        return RejectsAsync("one attempt per order", async call =>
        {
            var reply = await call.OnAsync();
            if (!call.IsBuy) return reply;
            if (reply.Status == 202) first.Take(reply.Body);
            return reply.Status == 409 && first.Taken is { } body ? reply with { Status = 202, Body = body, Type = "application/json" } : reply;
        });
    }

    [Fact]
    public Task Two_orders_for_one_key_are_found()
    {
        var doubled = new First();
        return RejectsAsync("no order untold", async call =>
        {
            if (!call.IsBuy) return await call.OnAsync();
            // The key is forgotten once: its first order is there, and whoever asks again gets another.
            if (doubled.Taken == call.Key + call.User) return await call.As($"another {call.Key}");
            var reply = await call.OnAsync();
            return reply.Status == 202 && doubled.Take(call.Key + call.User) ? reply with { Status = 503, RetryAfter = "0" } : reply;
        }, "--limit", "2");
    }

    [Fact]
    public Task An_order_that_is_there_twice_is_found()
    {
        return RejectsAsync("each order once", async call =>
            call.IsList && await call.OnAsync() is var reply ? reply.With(list => new JsonArray([.. list.AsArray().Concat(list.AsArray()).Select(o => o!.DeepClone())])) : await call.OnAsync());
    }

    [Fact]
    public Task An_order_under_another_name_is_found()
    {
        var (owner, order) = (new First(), new First());
        return RejectsAsync("orders kept", async call =>
        {
            var reply = await call.OnAsync();
            if (call.IsBuy && reply.Status == 202 && owner.Take(call.User)) order.Take(reply.Body);
            if (call.IsList && call.User == owner.Taken) return reply with { Body = "[]" };
            if (call.Path.StartsWith("/api/orders/", StringComparison.Ordinal) && call.User == owner.Taken) return reply with { Status = 404 };
            return call.IsList && order.Taken is { } body ? reply.With(list => new JsonArray([.. list.AsArray().Select(o => o!.DeepClone()), JsonNode.Parse(body)])) : reply;
        });
    }

    [Fact]
    public Task Attempts_beyond_the_rate_limit_are_found() => RejectsAsync("rate limit", async call =>
    {
        var reply = await call.OnAsync();
        if (!call.IsBuy || reply.Status != 429) return reply;
        // An emptied bucket is a full one: fifteen orders at once, where the fifteenth could have come after half a minute.
        await Redis.HashDeleteAsync(new SaleKeys(call.Path.Split('/')[3]).Buckets, call.User);
        return await call.OnAsync();
    }, "--shoppers", "1", "--iterations", "15", "--stock", "20", "--limit", "20");

    [Fact]
    public Task An_answer_that_never_comes_is_found()
    {
        var swallowed = new First();
        return RejectsAsync("unknown outcomes", async call =>
        {
            var reply = await call.OnAsync();
            if (!call.IsBuy) return reply;
            swallowed.Take(call.Key!);
            return call.Key == swallowed.Taken ? null : reply;
        });
    }

    private IDatabase Redis => shop.Services.GetRequiredService<RedisDoor>().Database;

    private static async Task<RunReport> ReportAsync(string folder) =>
        JsonSerializer.Deserialize<RunReport>(await File.ReadAllTextAsync(Path.Combine(folder, "report.json")), RunReport.JsonOptions)!;

    private async Task<RunReport> RejectsAsync(string check, Func<Call, Task<Reply?>> practice, params string[] arguments)
    {
        var (exit, report) = await RushAsync(practice, patience: 1, [.. Crowd, .. arguments]);
        Assert.True(exit == 1, string.Join('\n', ReportLines.Of(report)));
        Assert.Equal(CheckState.Broken, report.Verdict.State);
        Assert.Equal(CheckState.Broken, report.Verdict.Checks.Single(c => c.Name == check).State);
        Assert.Contains(check, report.Verdict.Sentence, StringComparison.Ordinal);
        return report;
    }

    private async Task<(int Exit, RunReport Report)> RushAsync(Func<Call, Task<Reply?>> practice, int patience, string[] arguments)
    {
        await using var doctor = await Doctor.StartAsync(shop.Address, practice);
        using var folder = new TemporaryFolder();
        string[] all =
        [
            "rush", "--url", doctor.Address.ToString(), "--signing-key", ShopSettings.SigningKey, "--report", folder.Path, "--patience", $"{patience}",
            "--stock", $"{Stock}", "--users", "8", "--warm-up", "0", "--rude", "100", "--user-rate", "10", .. arguments,
        ];
        var exit = await Task.Run(() => (int)typeof(LoadOptions).Assembly.EntryPoint!.Invoke(null, [all])!);
        return (exit, await ReportAsync(folder.Path));
    }

    // Changes the sale's keys behind the shop's back as soon as it is made.
    private static Func<Call, Task<Reply?>> Tampered(Func<SaleKeys, Task> tamper) => async call =>
    {
        var reply = await call.OnAsync();
        if (call.IsNewSale && reply.Status == 201) await tamper(new SaleKeys(reply.Word("id")));
        return reply;
    };

    private static JsonNode Balanced(JsonNode audit)
    {
        (audit["balanced"], audit["settled"], audit["oversold"], audit["undersold"], audit["total"], audit["held"]) = (true, true, 0, 0, Stock, Stock);
        return audit;
    }

    private static JsonArray Without(JsonNode list, string? order) => new([.. list.AsArray().Where(o => o!["id"]!.ToString() != order).Select(o => o!.DeepClone())]);

    /// <summary>Keeps the first that is given to it.</summary>
    private sealed class First
    {
        private string? _taken;

        public string? Taken => Volatile.Read(ref _taken);

        public bool Take(string value) => Interlocked.CompareExchange(ref _taken, value, null) is null;
    }
}
