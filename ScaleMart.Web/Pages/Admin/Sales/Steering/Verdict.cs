using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Sales.Steering;

/// <summary>Why an admin's act did not happen, in words, and the status that goes with it.</summary>
public sealed record Verdict(int Status, Notice Notice)
{
    public static Verdict Of(SaleResult result) => result.Outcome switch
    {
        SaleOutcome.Invalid => new(400, new("Not kept yet", "Some fields need another look.")),
        SaleOutcome.NotEditable => new(409, new("That cannot change now", result.Detail ?? $"“{FieldNames.Labels.GetValueOrDefault(result.Field ?? "", result.Field ?? "")}” is fixed in this state of the sale.")),
        SaleOutcome.NotAllowed => new(409, new("Not in this state", result.Detail ?? "The sale's state does not allow it. Below is how it stands now.")),
        SaleOutcome.NotEnough => new(409, new("Not that many left", result.Detail ?? "Only what is neither held nor sold can be taken back. Nothing was changed.")),
        SaleOutcome.KeyMismatch => new(422, new("This form has been used", "It restocked another quantity a moment ago. Look at the figures before you send it again.", "wait")),
        SaleOutcome.Unavailable => new(503, new("The counter is not answering", "Try again in a moment.", "wait")),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.Outcome, "Not a refusal."),
    };

    /// <summary>What to say after an act was done; null for a word that no act leaves behind.</summary>
    public static Notice? Done(string? act) => act switch
    {
        "created" => new("The sale is planned", "It opens by itself at its hour.", "good"),
        "saved" => new("Kept", "The changes are in force.", "good"),
        "open" => new("The sale is open", "Shoppers can reserve from now on.", "good"),
        "pause" => new("The sale is paused", "Nothing is sold until you resume it. Holders can still pay.", "good"),
        "resume" => new("The sale goes on", "Shoppers can reserve again.", "good"),
        "close" => new("The sale is closed", "For good. Holders can still pay.", "good"),
        "restock" => new("The stock is changed", "The figures below are after it.", "good"),
        _ => null,
    };
}
