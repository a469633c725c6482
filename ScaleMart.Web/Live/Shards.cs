namespace ScaleMart.Web.Live;

/// <summary>A part of those who watch a sale, told at one moment; the next part is told a little later.</summary>
internal readonly record struct Shard(string SaleId, int Number);

/// <summary>
/// How this process's watchers of one sale are shared out: no shard has more than <paramref name="size"/> of them, and a new one is
/// begun only when all are full. So a small crowd is one shard, which every process calls by the same number. Not for two threads.
/// </summary>
internal sealed class Shards(int size)
{
    private readonly List<int> _sizes = [];

    public int Count { get; private set; }

    /// <summary>Watchers of each shard, by its number.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>The number of the shard that one more watcher belongs to from now on: the first with room, so that a crowd that shrinks and grows fills its holes.</summary>
    public int Join()
    {
        var number = _sizes.FindIndex(s => s < size);
        if (number < 0)
        {
            number = _sizes.Count;
            _sizes.Add(0);
        }

        _sizes[number]++;
        Count++;
        return number;
    }

    public void Leave(int number)
    {
        _sizes[number]--;
        Count--;
        while (_sizes is [.., 0]) _sizes.RemoveAt(_sizes.Count - 1);
    }
}
