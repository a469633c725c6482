using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Scenarios;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Judging;

/// <summary>The rate limit as clients can judge it: from when they sent and when they were answered. Two at once and ten a minute unless said.</summary>
public sealed class RateRuleTests
{
    private static readonly Evidence Nothing = new(100, 100, [], null);

    [Fact]
    public void As_many_as_the_burst_may_pass_at_once() => Assert.Equal(CheckState.Kept, Judge(Passed(0, 0.1), Passed(0, 0.1)).State);

    [Fact]
    public void One_more_is_seen_and_named()
    {
        var check = Judge(Passed(0, 0.1), Passed(0, 0.1), Passed(0, 0.1));
        Assert.Equal(CheckState.Broken, check.State);
        Assert.Contains("ann was let through once too often", check.Why, StringComparison.Ordinal);
        Assert.Contains("5.9 s later", check.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void One_more_may_pass_when_a_token_has_come() => Assert.Equal(CheckState.Kept, Judge(Passed(0, 0.1), Passed(0, 0.1), Passed(6, 6.1)).State);

    [Fact]
    public void One_just_before_that_may_not() => Assert.Equal(CheckState.Broken, Judge(Passed(0, 0.1), Passed(0, 0.1), Passed(5, 5.8)).State);

    [Fact]
    public void An_attempt_long_under_way_is_believed_to_have_passed_when_it_could() => Assert.Equal(CheckState.Kept, Judge(Passed(0, 0.1), Passed(0, 0.1), Passed(0, 6.1)).State);

    [Fact]
    public void One_long_under_way_does_not_take_the_token_of_a_short_one() => Assert.Equal(CheckState.Kept, Judge(Passed(0, 30), Passed(0, 0.1), Passed(0.2, 0.3)).State);

    [Fact]
    public void Waiting_earns_no_more_than_a_full_bucket() =>
        Assert.Equal(CheckState.Broken, Judge(Passed(0, 0.1), Passed(600, 600.1), Passed(600, 600.1), Passed(600, 600.1)).State);

    [Fact]
    public void Limit_reached_costs_a_token_and_sold_out_none()
    {
        Assert.Equal(CheckState.Broken, Judge(Passed(0, 0.1), Passed(0, 0.1), Refused("limit_reached")).State);
        Assert.Equal(CheckState.Kept, Judge(Passed(0, 0.1), Passed(0, 0.1), Refused("sold_out"), Refused("rate_limited")).State);
    }

    [Fact]
    public void A_replay_costs_none() => Assert.Equal(CheckState.Kept, Judge(Passed(0, 0.1, "k"), Passed(0.2, 0.3, "k"), Passed(0.2, 0.3, "k")).State);

    [Fact]
    public void Each_shopper_has_a_bucket_of_their_own() =>
        Assert.Equal(CheckState.Kept, Judge(Passed(0, 0.1), Passed(0, 0.1), Passed(0, 0.1) with { Shopper = "bob" }, Passed(0, 0.1) with { Shopper = "bob" }).State);

    private static Attempt Passed(double sent, double ended, string? key = null) =>
        new("ann", key ?? Guid.NewGuid().ToString(), 1, 202, "", "o", TimeSpan.Zero) { Sent = At(sent), Ended = At(ended) };

    private static Attempt Refused(string code) => new("ann", "r", 1, 409, code, "", TimeSpan.Zero) { Sent = At(0), Ended = At(0.1) };

    // The clock of a process that has run for an hour.
    private static TimeSpan At(double seconds) => TimeSpan.FromHours(1) + TimeSpan.FromSeconds(seconds);

    private static Check Judge(params Attempt[] attempts) =>
        Verdict.Judge(attempts, Nothing, new Expectations { RateLimit = new RateLimit(PerMinute: 10, Burst: 2) }).Checks.Single(c => c.Name == "rate limit");
}
