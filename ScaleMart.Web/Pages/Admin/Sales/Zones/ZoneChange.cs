using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Zones;

/// <summary>The zone that a posted form chose. Where it is another than its times were typed in, nothing is done but to show them in the new one.</summary>
internal static class ZoneChange
{
    public static (SaleForm Form, Notice? Moved) Of(SaleForm form, HttpContext http, ShelfSale? sale = null)
    {
        var wanted = http.Request.Form["zone"].ToString();
        if (Zone.Find(wanted) is not { } zone) return (form, wanted.Length == 0 ? null : new Notice("No such time zone here", $"The times stay in {form.Zone.Name}.", "wait"));
        zone.Keep(http.Response);
        return zone.Name == form.Zone.Name
            ? (form, null)
            : (form.In(zone, sale), new Notice($"The times are in {zone.Name} now", $"They were typed in {form.Zone.Name} and are the same moments as before. Nothing was kept yet: look at them once more.", "wait"));
    }
}
