using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Engines;

/// <summary>
/// One pass through a scenario, as an engine hands it over: who is on (<see cref="Number"/> counts iterations, <see cref="User"/> is
/// the same for all iterations of one user of the closed model), and how each step is timed. Not sealed: an engine may put its own
/// measurement around a step.
/// </summary>
public class Play(Meter meter, long number, int user, TimeSpan? due, CancellationToken stop)
{
    private TimeSpan? _due = due;

    public long Number => number;

    public int User => user;

    /// <summary>The run is over: begin nothing new.</summary>
    public CancellationToken Stop => stop;

    /// <summary>
    /// Sends one request under a name. In the open model the first step is timed from when the iteration was due: whoever had to
    /// wait for their turn has waited. An answer that did not come is one with the status 0.
    /// </summary>
    public async Task<Answer> StepAsync(string name, Func<Task<Answer>> act)
    {
        var from = _due ?? meter.Now;
        _due = null;
        var answer = await MeasureAsync(name, () => Answer.OrNoneAsync(act));
        meter.Note(name, answer, from);
        return answer;
    }

    /// <summary>Does nothing for so long, as a person would, or until the run is over. In no latency.</summary>
    public async Task PauseAsync(TimeSpan time)
    {
        _due = null;
        await meter.DelayAsync(time, stop);
    }

    /// <summary>What an engine of another make does around a step; nothing here.</summary>
    protected virtual Task<Answer> MeasureAsync(string name, Func<Task<Answer>> act) => act();
}
