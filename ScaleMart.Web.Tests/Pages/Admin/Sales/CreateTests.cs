using System.Text.Json;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class CreateTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Form = "/admin/sales/create";

    [Fact]
    public async Task A_sale_is_planned_by_the_form_after_one_question()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var asked = await admin.PostAsync(Form, Form, Filled("Paper boat"));
        Assert.Equal(200, asked.Status);
        Assert.Contains("Plan Paper boat?", asked.Html);
        Assert.Contains("It opens by itself on Mon 2 Jan 2090, 10:30 UTC.", asked.Html);
        Assert.Contains("20 pieces at €4.50 instead of €9.00, up to 2 per person.", asked.Html);
        Assert.DoesNotContain("Paper boat", (await shop.Anyone.GetAsync("/api/sales")).Body.GetRawText());

        var seen = await admin.PostRawAsync(Form, Visitor.FormIn(asked.Html));
        Assert.Equal(302, seen.Status);
        var page = await admin.GetAsync(seen.Location!);
        Assert.Contains("The sale is planned", page.Html);
        Assert.Contains("2090-01-02 10:30:00 UTC", page.Html);
        Assert.Contains("Paper boat", page.Html);
    }

    [Fact]
    public async Task Faults_stand_beside_their_fields_and_what_was_typed_stays()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var seen = await admin.PostAsync(Form, Form, [.. Filled("Paper kite"), ("unitPrice", "a lot"), ("closesAt", "2090-01-02T09:00")]);
        Assert.Equal(400, seen.Status);
        Assert.Contains("Price of one: write an amount like 19.99, with a point.", seen.Html);
        Assert.Contains("Closes at (UTC) must be later than “Opens at (UTC)”.", seen.Html);
        Assert.Contains("value=\"a lot\"", seen.Html);
    }

    [Fact]
    public async Task The_preview_is_the_shoppers_own_page_and_cannot_be_pressed()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var seen = await admin.PostAsync(Form, Form, [.. Filled("Paper swan"), ("do", "preview")]);
        Assert.Equal(200, seen.Status);
        var preview = seen.Html[seen.Html.IndexOf("<div class=\"scene\" inert>", StringComparison.Ordinal)..];
        Assert.Contains("data-term=\"name\">Paper swan</h1>", preview);
        Assert.Contains("€4.50", preview);
        Assert.Contains("50% off", preview);
        Assert.Contains("Mon 2 Jan 2090, 10:30 UTC", preview);
        Assert.DoesNotContain("to put right", seen.Html);
    }

    [Fact]
    public async Task A_draft_that_is_still_typed_is_judged_by_the_same_rules_and_changes_nothing()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var form = await admin.FormAsync(Form);
        foreach (var (name, value) in Filled("Paper hat")) form[name] = value;
        Assert.Empty((await DraftAsync(admin, form)).GetProperty("faults").EnumerateObject());
        form["perCustomerLimit"] = "21";
        var faults = (await DraftAsync(admin, form)).GetProperty("faults");
        Assert.Equal("Limit per person must be at most “Pieces”.", faults.GetProperty("perCustomerLimit").GetString());
        Assert.Single(faults.EnumerateObject());
        Assert.DoesNotContain("Paper hat", (await shop.Anyone.GetAsync("/api/sales")).Body.GetRawText());
    }

    [Fact]
    public async Task Another_like_one_has_its_terms_and_a_time_of_its_own()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync(new SaleTerms { Quantity = 77, UnitPrice = 3.25m });
        var form = await admin.FormAsync($"{Form}?like={sale}");
        Assert.Equal(("77", "3.25", "Test lamp"), (form["quantity"], form["unitPrice"], form["product.name"]));
        Assert.True(string.CompareOrdinal(form["opensAt"], TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm", null)) > 0);
    }

    [Fact]
    public async Task Times_are_read_in_the_zone_in_which_they_were_typed_and_shown_with_utc()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var moved = await admin.PostAsync(Form, Form, [.. Filled("Paper owl"), ("zone", "Europe/Berlin")]);
        Assert.Equal(200, moved.Status);
        Assert.Contains("The times are in Europe/Berlin now", moved.Html);
        var form = Visitor.FormIn(moved.Html);
        Assert.Equal(("2090-01-02T11:30", "Europe/Berlin", "Paper owl"), (form["opensAt"], form["typedIn"], form["product.name"]));

        form["opensAt"] = "2090-01-02T12:45";
        form["zone"] = "Europe/Berlin";
        var asked = await admin.PostRawAsync(Form, form);
        Assert.Contains("Mon 2 Jan 2090, 12:45 Europe/Berlin (11:45 UTC)", asked.Html);
        var made = await admin.PostRawAsync(Form, Visitor.FormIn(asked.Html));
        Assert.Equal(302, made.Status);
        // The zone stays with the browser.
        Assert.Contains("2090-01-02 12:45:00 Europe/Berlin (11:45:00 UTC)", (await admin.GetAsync(made.Location!)).Html);
    }

    [Fact]
    public async Task A_time_that_the_clocks_leave_out_is_refused_with_the_next_one()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var form = await admin.FormAsync(Form);
        foreach (var (name, value) in Filled("Paper bat")) form[name] = value;
        (form["typedIn"], form["zone"], form["opensAt"]) = ("Europe/Berlin", "Europe/Berlin", "2027-03-28T02:30");
        var seen = await admin.PostRawAsync(Form, form);
        Assert.Equal(400, seen.Status);
        Assert.Contains("Opens at (Europe/Berlin): 02:30 does not exist in Europe/Berlin on 28 Mar 2027, when clocks go forward; the next time that does is 03:00.", seen.Html);
        Assert.Contains("value=\"2027-03-28T02:30\"", seen.Html);
    }

    private static async Task<JsonElement> DraftAsync(Visitor admin, Dictionary<string, string> form)
    {
        using var answer = (await admin.PostRawAsync("/admin/sales/draft", form)).Answer;
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static (string, string)[] Filled(string name) =>
    [
        ("product.name", name), ("product.description", "Floats."), ("product.imageUrl", ""), ("unitPrice", "4.50"), ("listPrice", "9"), ("currency", "eur"),
        ("quantity", "20"), ("perCustomerLimit", "2"), ("holdSeconds", ""), ("opensAt", "2090-01-02T10:30"), ("closesAt", "2090-01-02T12:00"),
    ];
}
