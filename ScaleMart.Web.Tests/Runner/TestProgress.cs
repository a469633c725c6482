using System.Globalization;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>Counts what is done, what runs and what failed, and knows the slowest tests. For use from any thread.</summary>
internal sealed class TestProgress(TimeProvider time)
{
    private const string Prefix = "ScaleMart.Web.Tests.";
    private const int MaxNamed = 3;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, (string Name, long Start)> _running = new(StringComparer.Ordinal);
    private readonly List<(string Name, decimal Seconds)> _finished = [];
    private int _cases;
    private int _casesDone;
    private int _failed;

    /// <summary>So many test cases will run; a theory is one case, and may be several tests.</summary>
    public void Discovered(int cases)
    {
        lock (_gate) _cases = cases;
    }

    public void Started(string id, string name)
    {
        lock (_gate) _running[id] = (Short(name), time.GetTimestamp());
    }

    public void Failed()
    {
        lock (_gate) _failed++;
    }

    public void Finished(string id, decimal seconds)
    {
        lock (_gate)
        {
            if (_running.Remove(id, out var test)) _finished.Add((test.Name, seconds));
        }
    }

    public void CaseFinished()
    {
        lock (_gate) _casesDone++;
    }

    /// <summary>One line: minutes, cases done, tests running and failed, and the tests that have run for more than a minute.</summary>
    public string Describe()
    {
        lock (_gate)
        {
            var minutes = (int)Math.Round(time.GetElapsedTime(_start).TotalMinutes);
            var counts = string.Create(
                CultureInfo.InvariantCulture,
                $"{minutes} min: {_casesDone:#,0} of {_cases:#,0} test cases done, {_running.Count} tests running, {_failed} failed");
            var slow = _running.Values.Select(t => (t.Name, Took: time.GetElapsedTime(t.Start))).Where(t => t.Took > Long)
                .OrderByDescending(t => t.Took).Take(MaxNamed).Select(t => $"{t.Name} ({(int)t.Took.TotalSeconds} s)").ToList();
            return slow.Count == 0 ? counts : $"{counts}; running for more than a minute: {string.Join(", ", slow)}";
        }
    }

    /// <summary>The tests that took longest, longest first, each as a line.</summary>
    public IReadOnlyList<string> Slowest(int count)
    {
        lock (_gate)
        {
            return [.. _finished.OrderByDescending(t => t.Seconds).Take(count)
                .Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Seconds,6:0.0} s  {t.Name}"))];
        }
    }

    private static string Short(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
}
