using ScaleMart.Web.Pages.Admin.Sales.Zones;

namespace ScaleMart.Web.Pages.Admin.Sales.Drafting;

/// <summary>A sale's fields under the contract's names, and what people call them.</summary>
internal static class FieldNames
{
    public const string Name = "product.name", Description = "product.description", Picture = "product.imageUrl";
    public const string Price = "unitPrice", ListPrice = "listPrice", Currency = "currency";
    public const string Quantity = "quantity", Limit = "perCustomerLimit", Hold = "holdSeconds";
    public const string Opens = "opensAt", Closes = "closesAt";

    /// <summary>In the order of the form.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        [Name] = "Name",
        [Description] = "Description",
        [Picture] = "Picture",
        [Price] = "Price of one",
        [ListPrice] = "List price",
        [Currency] = "Currency",
        [Quantity] = "Pieces",
        [Limit] = "Limit per person",
        [Hold] = "Hold, in seconds",
        [Opens] = "Opens at",
        [Closes] = "Closes at",
    };

    /// <summary>What may change in a sale that is on.</summary>
    public static readonly IReadOnlySet<string> WhileOn = new HashSet<string> { Name, Description, Picture, Limit, Closes };

    public static bool IsTime(string field) => field is Opens or Closes;

    /// <summary>As the form of that zone calls it.</summary>
    public static string Label(string field, Zone zone) => IsTime(field) ? $"{Labels[field]} ({zone.Name})" : Labels.GetValueOrDefault(field, field);
}
