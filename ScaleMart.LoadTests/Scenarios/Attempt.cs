using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// One try to buy as its shopper saw it. Status 0: no answer came, and nobody outside knows whether it was accepted; the code
/// then says whether it was cut off or never got through.
/// </summary>
public sealed record Attempt(string Shopper, string Key, int Quantity, int Status, string Code, string OrderId, TimeSpan Took)
{
    /// <summary>When it was first sent and when its last answer came, on this process's clock: the rate limit is judged from them.</summary>
    public TimeSpan Sent { get; init; }

    public TimeSpan Ended { get; init; }

    public bool Accepted => Status == 202;

    /// <summary>It was under way when the connection broke.</summary>
    public bool CutOff => Status == 0 && Code == Answer.Cut;

    /// <summary>No answer, or one that says that a hold may exist: to be asked again with the same key.</summary>
    public bool Unknown => Status is 0 or 503;

    public string Outcome => Status == 0 ? $"no answer, {Code}" : Code.Length == 0 ? $"{Status}" : $"{Status} {Code}";

    /// <summary>Sends the attempt once and writes down what came back, also when nothing did.</summary>
    public static async Task<Attempt> MakeAsync(ShopClient shopper, string saleId, int quantity, string key)
    {
        var start = TimeProvider.System.GetTimestamp();
        return Of(shopper.Id, key, quantity, await Answer.OrNoneAsync(() => shopper.BuyAsync(saleId, quantity, key)), start);
    }

    /// <summary>What this answer makes of the attempt that was sent at that timestamp.</summary>
    public static Attempt Of(string shopper, string key, int quantity, Answer answer, long sent)
    {
        var now = TimeProvider.System.GetTimestamp();
        return new(shopper, key, quantity, answer.Status, answer.Status == 0 ? answer.Text : answer.Code, answer.Status == 202 ? answer.Word("id") : "", TimeProvider.System.GetElapsedTime(sent, now))
        {
            Sent = TimeProvider.System.GetElapsedTime(0, sent),
            Ended = TimeProvider.System.GetElapsedTime(0, now),
        };
    }
}
