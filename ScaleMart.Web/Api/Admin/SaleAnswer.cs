using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock.Json;

namespace ScaleMart.Web.Api.Admin;

/// <summary>What became of an admin's act on a sale, as an answer.</summary>
internal static class SaleAnswer
{
    private static readonly Refusal Rebuilding = new(503, "unavailable", "The sale's stock cannot be read just now, or is being rebuilt; try again shortly.");

    public static IResult Of(SaleResult result, HttpContext http) => result.Outcome switch
    {
        SaleOutcome.Done => TypedResults.Ok(SaleJson.Of(result.Sale!)),
        SaleOutcome.NotFound => Refusals.NoSuchSale,
        SaleOutcome.Invalid => Problem.Invalid(result.Faults!),
        SaleOutcome.NotEditable => Problem.Of(
            409, "not_editable", result.Detail ?? $"{result.Field} cannot be changed in this state of the sale.", new Dictionary<string, object?> { ["field"] = result.Field }),
        SaleOutcome.NotAllowed => Problem.Of(409, "not_allowed", result.Detail ?? "The sale's state does not allow this."),
        SaleOutcome.NotEnough => Problem.Of(409, "not_enough", result.Detail ?? "Fewer units are available than you would take back; nothing was taken."),
        SaleOutcome.KeyMismatch => Refusals.KeyMismatch,
        SaleOutcome.Unavailable => NotThere(http),
        var unknown => throw new InvalidOperationException($"The desk answered {unknown}."),
    };

    public static IResult NotThere(HttpContext http) => Rebuilding.In(http, null);
}
