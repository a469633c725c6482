using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Tests.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Tokens;

public sealed class KnownTokensTests
{
    private readonly HandClock _clock = new();
    private readonly KnownTokens _known;

    public KnownTokensTests() => _known = new KnownTokens(_clock);

    [Fact]
    public async Task What_was_verified_is_known_by_the_same_text()
    {
        var ann = Verified("ann", TimeSpan.FromMinutes(15));
        _known.Learn("head.body.signature of ann", ann);
        Assert.Same(ann, await _known.Find("head.body.signature of ann")!);
    }

    [Theory]
    [InlineData("head.body.signature of ann ")]
    [InlineData("head.BODY.signature of ann")]
    [InlineData("signature of ann")]
    [InlineData("")]
    public void Another_text_is_not_known_though_it_ends_with_the_same_signature(string token)
    {
        _known.Learn("head.body.signature of ann", Verified("ann", TimeSpan.FromMinutes(15)));
        Assert.Null(_known.Find(token));
    }

    [Fact]
    public void A_token_is_known_until_it_ends_and_no_longer()
    {
        _known.Learn("a", Verified("ann", TimeSpan.FromSeconds(10)));
        _clock.Pass(TimeSpan.FromSeconds(9.999));
        Assert.NotNull(_known.Find("a"));
        _clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Null(_known.Find("a"));
    }

    [Fact]
    public void What_did_not_verify_or_has_no_end_is_not_learned()
    {
        _known.Learn("refused", AuthenticateResult.Fail("no"));
        _known.Learn("nobody", AuthenticateResult.NoResult());
        _known.Learn("endless", AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(), new AuthenticationProperties(), "Bearer")));
        Assert.Equal(0, _known.Count);
    }

    [Fact]
    public void However_many_come_no_more_than_two_generations_are_kept_and_what_is_used_is_not_forgotten()
    {
        var ann = Verified("ann", TimeSpan.FromMinutes(15));
        _known.Learn("used", ann);
        for (var n = 0; n < 5 * KnownTokens.Generation; n++)
        {
            _known.Learn(n.ToString(CultureInfo.InvariantCulture), ann);
            if (n % (KnownTokens.Generation / 2) == 0) Assert.NotNull(_known.Find("used"));
        }

        Assert.InRange(_known.Count, KnownTokens.Generation, 2 * KnownTokens.Generation);
        Assert.Null(_known.Find("0"));
        Assert.NotNull(_known.Find((5 * KnownTokens.Generation - 1).ToString(CultureInfo.InvariantCulture)));
    }

    private AuthenticateResult Verified(string user, TimeSpan life) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", user)], "Bearer")), new AuthenticationProperties { ExpiresUtc = _clock.GetUtcNow() + life }, "Bearer"));
}
