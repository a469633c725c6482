using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>
/// One try to buy as its shopper saw it. Status 0: no answer came, and nobody outside knows whether it was accepted; the code
/// then says whether it was cut off or never got through.
/// </summary>
public sealed record Attempt(string Shopper, string Key, int Quantity, int Status, string Code, string OrderId, TimeSpan Took)
{
    private const string NeverThrough = "not connected";
    private const string Cut = "cut off";

    /// <summary>When it was first sent and when its last answer came, on this process's clock: the rate limit is judged from them.</summary>
    public TimeSpan Sent { get; init; }

    public TimeSpan Ended { get; init; }

    public bool Accepted => Status == 202;

    /// <summary>It was under way when the connection broke.</summary>
    public bool CutOff => Status == 0 && Code == Cut;

    /// <summary>No answer, or one that says that a hold may exist: to be asked again with the same key.</summary>
    public bool Unknown => Status is 0 or 503;

    public string Outcome => Status == 0 ? $"no answer, {Code}" : Code.Length == 0 ? $"{Status}" : $"{Status} {Code}";

    /// <summary>Sends the attempt once and writes down what came back, also when nothing did.</summary>
    public static async Task<Attempt> MakeAsync(ShopClient shopper, string saleId, int quantity, string key)
    {
        var start = TimeProvider.System.GetTimestamp();
        Attempt Seen(int status, string code, string orderId) =>
            new(shopper.Id, key, quantity, status, code, orderId, TimeProvider.System.GetElapsedTime(start)) { Sent = TimeProvider.System.GetElapsedTime(0, start), Ended = TimeProvider.System.GetElapsedTime(0) };
        try
        {
            var answer = await shopper.BuyAsync(saleId, quantity, key);
            return Seen(answer.Status, answer.Code, answer.Status == 202 ? answer.Word("id") : "");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            // That is the finding itself: the request is unanswered.
            return Seen(0, fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? NeverThrough : Cut, "");
        }
    }
}
