using System.Threading.Channels;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Live;

/// <summary>
/// Changed orders on their way to their owners. Whoever announces one only leaves it here; when more come than can be told,
/// the oldest are dropped.
/// </summary>
internal sealed class OrderNews(Audience audience) : IOrderAnnouncer
{
    private const int Kept = 4_096;

    private readonly Channel<Piece> _news = Channel.CreateBounded<Piece>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public bool IsHeard => audience.HasUsers;

    public ChannelReader<Piece> Reader => _news.Reader;

    public void Announce(OrderRecord order, bool? recorded = null)
    {
        if (audience.MayHear(order.UserId)) _news.Writer.TryWrite(new Piece(order, recorded));
    }

    internal sealed record Piece(OrderRecord Order, bool? Recorded);
}
