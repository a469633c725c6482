using ScaleMart.Web.Stock.Reservations;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Reservations;

public sealed class SoldOutFlagTests
{
    private readonly SoldOutFlag _flag = new();

    [Fact]
    public void It_is_silent_until_it_knows_who_has_bought()
    {
        _flag.Heard(available: 0, version: 5);
        Assert.True(_flag.IsUp);
        Assert.False(_flag.Answers("ann"));

        _flag.Probed(0, 5, isOpen: true, ["bob"]);
        Assert.True(_flag.Answers("ann"));
    }

    [Fact]
    public void It_never_answers_a_shopper_who_has_bought()
    {
        Raise("bob");
        Assert.False(_flag.Answers("bob"));
        Assert.True(_flag.Answers("cyd"));

        _flag.Bought("cyd");
        Assert.False(_flag.Answers("cyd"));
    }

    [Fact]
    public void Stock_that_is_back_lowers_it()
    {
        Raise("bob");
        _flag.Heard(available: 1, version: 6);
        Assert.False(_flag.IsUp);
        Assert.False(_flag.Answers("ann"));
    }

    [Fact]
    public void An_answer_older_than_what_is_known_changes_nothing()
    {
        _flag.Heard(available: 3, version: 9);
        _flag.Heard(available: 0, version: 8);
        Assert.False(_flag.IsUp);

        Raise("bob", version: 12);
        _flag.Heard(available: 3, version: 11);
        _flag.Probed(3, 10, isOpen: true, null);
        Assert.True(_flag.Answers("ann"));
    }

    [Fact]
    public void A_sale_that_is_not_open_silences_it_so_that_the_true_refusal_is_heard()
    {
        Raise("bob");
        _flag.Probed(0, 5, isOpen: false, null);
        Assert.False(_flag.Answers("ann"));
    }

    [Fact]
    public void Raised_again_it_asks_anew_who_has_bought()
    {
        Raise("bob");
        _flag.Clear();
        _flag.Heard(available: 0, version: 7);
        Assert.Equal(0, _flag.BuyersVersion);
        Assert.False(_flag.Answers("ann"));
    }

    private void Raise(string buyer, long version = 5)
    {
        _flag.Heard(0, version);
        _flag.Probed(0, version, isOpen: true, [buyer]);
        Assert.True(_flag.Answers("ann"));
    }
}
