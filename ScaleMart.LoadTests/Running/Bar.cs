using System.Globalization;

namespace ScaleMart.LoadTests.Running;

/// <summary>How far a long preparation is, and how long it will still take at the pace so far. On a terminal one line; in a file a line now and then.</summary>
public sealed class Bar(Screen screen, string what, int all)
{
    private const int Width = 24;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250), Seldom = TimeSpan.FromSeconds(10);
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly Lock _gate = new();
    private int _done;
    private TimeSpan _shown;

    /// <summary>One more is done. From several threads.</summary>
    public void Step()
    {
        lock (_gate)
        {
            _done++;
            var now = TimeProvider.System.GetElapsedTime(_start);
            if (_done < all && now - _shown < (screen.IsTerminal ? Often : Seldom)) return;
            // What is over in no time needs no word in a file.
            if (!screen.IsTerminal && _done == all && now < Often) return;
            _shown = now;
            var line = Line(now);
            if (_done == all) screen.Say(line);
            else screen.Show(line);
        }
    }

    private string Line(TimeSpan now)
    {
        var full = (int)((long)Width * _done / all);
        var left = _done == all ? string.Create(CultureInfo.InvariantCulture, $"in {now.TotalSeconds:0.0} s") : $"about {Words(now / _done * (all - _done))} left";
        return string.Create(CultureInfo.InvariantCulture, $"{what,-11} [{new string('#', full)}{new string('.', Width - full)}] {_done} of {all}, {left}");
    }

    /// <summary>A length of time as people say it.</summary>
    public static string Words(TimeSpan time) =>
        (time.TotalSeconds < 100 ? $"{Math.Round(time.TotalSeconds)} s" : time.TotalMinutes < 100 ? $"{Math.Round(time.TotalMinutes)} min" : $"{Math.Round(time.TotalHours)} h");
}
