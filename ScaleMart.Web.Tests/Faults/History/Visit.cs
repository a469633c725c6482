namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>
/// One purchase by one shopper, and what they do with it: pay, pay after a decline, cancel, pay and cancel at once, or leave it held.
/// What is not answered they ask again, with the same key, as a real client would.
/// </summary>
internal sealed class Visit(Client client, Lot lot, Random random, TimeSpan patience, CancellationToken stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task MakeAsync(string key, bool lostAnswers)
    {
        var quantity = lot.Limit > 1 && random.Next(4) == 0 ? 2 : 1;
        var bought = random.Next(6) == 0
            ? (await Task.WhenAll(InsistAsync(client.BuyAsync(lot.SaleId, key, quantity)), InsistAsync(client.BuyAsync(lot.SaleId, key, quantity, atNextDoor: true)))).MaxBy(o => o.Status == 202)!
            : await InsistAsync(client.BuyAsync(lot.SaleId, key, quantity));
        if (bought.Outcome == Outcome.Ok) await GoOnAsync(bought.OrderId, lostAnswers);
    }

    private async Task GoOnAsync(string order, bool lostAnswers)
    {
        switch (random.Next(lostAnswers ? 20 : 19))
        {
            case <= 6:
                await PayAsync(order, "tok_ok");
                break;
            case <= 9:
                if ((await PayAsync(order, "tok_declined")).Status == 402) await PayAsync(order, "tok_ok");
                break;
            case <= 14:
                await InsistAsync(client.CancelAsync(order));
                break;
            case <= 16:
                await Task.WhenAll(PayAsync(order, "tok_ok"), InsistAsync(client.CancelAsync(order)));
                break;
            case 19:
                await PayAsync(order, "tok_lost");
                break;
        }
    }

    private Task<Operation> PayAsync(string order, string token) => InsistAsync(client.PayAsync(order, token));

    // Until the answer is definite, the patience is over or the load is told to stop; what is unknown then stays so for the settling.
    private async Task<Operation> InsistAsync(Task<Operation> first)
    {
        var start = TimeProvider.System.GetTimestamp();
        var answer = await first;
        while (answer.Outcome == Outcome.Unknown && !stop.IsCancellationRequested && TimeProvider.System.GetElapsedTime(start) < patience)
        {
            await Task.Delay(Pause);
            answer = await client.AgainAsync(answer, lot.SaleId);
        }

        return answer;
    }
}
