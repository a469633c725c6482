using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Running;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>What a scenario finds when it prepares itself: the people, the shop's doors, the options, and where to say things.</summary>
public sealed class Stage(LoadOptions options, Crowd crowd, IReadOnlyList<ShopClient> doors, Meter meter, Screen screen)
{
    private const int Looks = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private readonly ConcurrentQueue<SaleLog> _sales = new();

    public LoadOptions Options => options;

    public Crowd Crowd => crowd;

    /// <summary>Anyone, at each address.</summary>
    public IReadOnlyList<ShopClient> Doors => doors;

    public Meter Meter => meter;

    public Screen Screen => screen;

    /// <summary>Every sale of the run; the first is the one whose stock is shown.</summary>
    public IReadOnlyCollection<SaleLog> Sales => _sales;

    /// <summary>Those who watch live; null where nobody does.</summary>
    public Gallery? Gallery { get; private set; }

    /// <summary>Whose turn it is: the crowd over and over.</summary>
    public ShopClient Shopper(long number) => crowd.Shoppers[(int)(number % crowd.Shoppers.Count)];

    /// <summary>The door of so many in turn.</summary>
    public ShopClient Door(long number) => doors[(int)(number % doors.Count)];

    /// <summary>A new sale of the run, open unless <paramref name="opensIn"/> says otherwise, and what is tried on it; the contract's <c>sale</c> beside it.</summary>
    public async Task<(SaleLog Log, Answer Sale)> OpenSaleAsync(TimeSpan? opensIn = null)
    {
        var opens = TimeProvider.System.GetUtcNow() + (opensIn ?? TimeSpan.FromMinutes(-1));
        var sale = await SaleMaker.MakeAsync(crowd.Admin, options.Stock, options.Limit, opens, options.HoldSeconds);
        return (Take(sale.Word("id")), sale);
    }

    /// <summary>A sale that is there already.</summary>
    public SaleLog Take(string saleId)
    {
        var log = new SaleLog(saleId);
        _sales.Enqueue(log);
        return log;
    }

    /// <summary>Opens the live connections of the options onto this sale, signed in as the crowd in turn.</summary>
    public async Task<Gallery> OpenGalleryAsync(string saleId, Action<TimeSpan>? late = null)
    {
        Gallery.CheckFiles(options.Connections, options.Sockets * doors.Count);
        Gallery = new Gallery([.. Enumerable.Range(0, options.Connections).Select(n => new Watcher(Door(n).Http.BaseAddress!, saleId, Shopper(n).Token, late))]);
        await Gallery.ComeInAsync(screen);
        return Gallery;
    }

    /// <summary>
    /// Tries once, and again with the same key where the shop says so: patient shoppers as Retry-After says, rude ones (the
    /// options' percentage of the crowd) at once. At most <paramref name="tries"/> times.
    /// </summary>
    public async Task<Answer> BuyAsync(Play play, SaleLog sale, ShopClient shopper, int quantity, string key, int tries = 3)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await sale.BuyAsync(play, shopper, quantity, key);
            if (answer.Status is not (0 or 429 or 503) || attempt == tries || play.Stop.IsCancellationRequested) return answer;
            if (play.Number % 100 >= options.Rude) await play.PauseAsync(answer.RetryAfter);
        }
    }

    /// <summary>How far the shop's clock is ahead of ours, to within half a round trip; asked of a sale of the run.</summary>
    public async Task<TimeSpan> AheadAsync(string saleId)
    {
        var ahead = TimeSpan.MinValue;
        for (var look = 0; look < Looks; look++)
        {
            var sent = TimeProvider.System.GetTimestamp();
            var sale = await doors[0].SaleAsync(saleId);
            var now = TimeProvider.System.GetUtcNow() - (TimeProvider.System.GetElapsedTime(sent) / 2);
            // What the shop read a moment ago makes it look late; so the latest counts.
            if (sale.Status == 200 && sale.Body.GetProperty("serverTime").GetDateTimeOffset() - now is var seen && seen > ahead) ahead = seen;
            await Task.Delay(Pause);
        }

        return ahead == TimeSpan.MinValue ? TimeSpan.Zero : ahead;
    }
}
