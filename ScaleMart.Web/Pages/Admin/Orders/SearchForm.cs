using Microsoft.AspNetCore.Mvc;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>What a list of orders is narrowed down by: what was typed, what is wrong with it, and what can be chosen.</summary>
public sealed record SearchForm(string Action, OrderQuestion Typed, IReadOnlyList<Sale> Sales, IReadOnlyDictionary<string, string> Wrong)
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["query"] = "Order, e-mail or user",
        ["saleId"] = "Sale",
        ["status"] = "Status",
        ["from"] = "Accepted from (UTC)",
        ["to"] = "Accepted before (UTC)",
        ["after"] = "The page’s address",
    };

    /// <summary>Holds have neither states to choose from nor times that matter.</summary>
    public bool IsShort { get; init; }

    /// <summary>As they are shown: by field, with the labels that people know them by.</summary>
    public IReadOnlyDictionary<string, string> Faults => Wrong.ToDictionary(f => f.Key, f => $"{Labels[f.Key]} {(f.Value == "must be later than from" ? $"must be later than “{Labels["from"]}”" : f.Value)}.");

    public string? Fault(string name) => Faults.GetValueOrDefault(name);

    public static string Label(string name) => Labels[name];

    /// <summary>The same search elsewhere: another page of it, or its table.</summary>
    public string Url(IUrlHelper url, string? after = null, string? handler = null) => url.Page(Action, handler, new
    {
        query = Given(Typed.Query),
        saleId = Given(Typed.SaleId),
        status = Given(Typed.Status),
        from = Given(Typed.From),
        to = Given(Typed.To),
        after,
    })!;

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed;
}
