using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>
/// Holds what clients were told against what the stores have in the end. Pure: the same history and state always get the same
/// verdict. It trusts no word of the shop's own audit.
/// </summary>
internal static class Checker
{
    /// <summary>Every promise that was broken, in sentences; empty when all were kept.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<Operation> history, State state) =>
        [.. Counts.Faults(state), .. Records.Faults(state), .. Purchases.Faults(history, state), .. Moves.Faults(history, state), .. Money.Faults(state)];

    public static string Word(this OrderStatus status) => RecordLine.Word(status);

    /// <summary>It is so in the end, or became something else only as the states allow.</summary>
    public static bool Was(this OrderRecord order, string word) => order.Timeline.Any(e => e.Event == word);
}
