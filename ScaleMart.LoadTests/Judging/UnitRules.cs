namespace ScaleMart.LoadTests.Judging;

/// <summary>Units: never one too many, never one lost, and no refusal that the end of the sale contradicts.</summary>
internal static class UnitRules
{
    public static IEnumerable<Ruling> Of(History history)
    {
        var owed = history.OwedOf.Values.Sum();
        yield return Ruling.On("oversold", "0 units", Oversold(history, owed), $"{Math.Max(0, owed - history.Stock)} units: {owed} of {history.Stock} are with shoppers", history.Blind);
        yield return Ruling.On("undersold", "0 units", Undersold(history), $"{history.Evidence.Available} for sale, {history.LiveUnits} with shoppers, of {history.Stock}", history.Blind);
        yield return Ruling.On("per-customer limit", $"at most {history.Limit} units",
            history.OwedOf.Where(u => u.Value > history.Limit).Select(u => $"{u.Key} holds {u.Value} units, the limit is {history.Limit}."),
            $"at most {history.OwedOf.Values.DefaultIfEmpty().Max()}", history.Blind);

        const string Name = "true refusals", Expected = "no sold_out or limit_reached that the end contradicts";
        yield return history.CameBack
            ? Ruling.NotAsked(Name, Expected, "Orders ended during the run, and units that came back excuse an earlier refusal.")
            : Ruling.On(Name, Expected, SoldOut(history).Concat(LimitReached(history)), $"{history.Attempts.Count(a => a.Code is "sold_out" or "limit_reached")} such refusals", history.Blind);
    }

    private static IEnumerable<string> Oversold(History history, int owed)
    {
        if (owed > history.Stock) yield return $"Oversold: {owed} units are with shoppers, the stock was {history.Stock}.";
        if (history.Evidence.Stock > history.Stock) yield return $"The shop says that {history.Evidence.Stock} units were on sale, and {history.Stock} were put there.";
    }

    private static IEnumerable<string> Undersold(History history)
    {
        var (left, available) = (history.Stock - history.LiveUnits, history.Evidence.Available);
        if (history.Blind is null && available is { } shown && shown < left) yield return $"Undersold: {left - shown} units are neither with shoppers nor for sale.";
        if (history.Evidence.Stock < history.Stock) yield return $"The shop says that {history.Evidence.Stock} units were on sale, and {history.Stock} were put there.";
        if (!history.CameBack && SoldOut(history).FirstOrDefault() is { } refused) yield return refused;
    }

    private static IEnumerable<string> SoldOut(History history)
    {
        // Units of orders that could not be read are not left.
        if (history.Blind is not null) return [];
        var left = history.Stock - history.LiveUnits;
        return history.Attempts.Where(a => a.Code == "sold_out" && a.Quantity <= left).Select(a => $"Undersold: {a.Shopper} was told sold_out, and {left} units are left.");
    }

    private static IEnumerable<string> LimitReached(History history) =>
        from refused in history.Attempts.Where(a => a.Code == "limit_reached")
        let own = history.LiveOf.GetValueOrDefault(refused.Shopper)
        where own + refused.Quantity <= history.Limit && !history.Evidence.Unread.ContainsKey(refused.Shopper)
        select $"{refused.Shopper} was told limit_reached and has {own} units of {history.Limit}.";
}
