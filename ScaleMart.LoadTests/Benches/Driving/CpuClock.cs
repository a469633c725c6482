using System.Globalization;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>
/// Who spends the processor, from <c>/proc</c>: this program and the drivers that it has run to their end, the shop's web
/// processes, their Redis, and everybody else on the machine.
/// </summary>
public sealed class CpuClock(IReadOnlyCollection<Child> webs, IReadOnlyCollection<Child> redis)
{
    private const double TicksPerSecond = 100;
    private Moment _start = null!;

    public void Start() => _start = Now();

    /// <summary>Since the start.</summary>
    public Cores Read()
    {
        var (from, to) = (_start, Now());
        var seconds = TimeProvider.System.GetElapsedTime(from.At, to.At).TotalSeconds;
        var (driver, web, store) = ((to.Driver - from.Driver) / seconds, (to.Web - from.Web) / seconds, (to.Redis - from.Redis) / seconds);
        return new Cores(driver, web, store, Math.Max(0, ((to.Machine - from.Machine) / seconds) - driver - web - store));
    }

    private Moment Now() => new(TimeProvider.System.GetTimestamp(), Own(), webs.Sum(Seconds), redis.Sum(Seconds), Machine());

    private static double Seconds(Child child) => child.Cpu.TotalSeconds;

    // Fields 14 to 17 of proc(5)'s stat: user and system time, its own and that of children who have ended. The name may hold spaces.
    private static double Own()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(Number) / TicksPerSecond;
    }

    // user, nice and system, irq and softirq, steal: what is not idle.
    private static double Machine()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (fields[1..4].Sum(Number) + fields[6..8].Sum(Number)) / TicksPerSecond;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Moment(long At, double Driver, double Web, double Redis, double Machine);
}
