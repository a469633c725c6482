namespace ScaleMart.Web.Pages.Crowds;

/// <summary>
/// Group commit for answers that are the same for everybody. Who asks while an answer is being made waits for the next one, which
/// begins after they asked, and shares it with all who wait: so no answer is older than its question, and a crowd costs two at a
/// time. One who comes alone waits for nobody.
/// </summary>
public sealed class Rounds<TAnswer>(TimeProvider time)
{
    // A round that takes so long hangs on a store: the next one begins beside it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Round> _newest = new(StringComparer.Ordinal);

    /// <summary>The answer by that name, made by this caller's <paramref name="make"/> or by that of another who asked in the same moment; its fault, if it had one.</summary>
    public Task<TAnswer> JoinAsync(string name, Func<Task<TAnswer>> make)
    {
        Round? before;
        var round = new Round();
        lock (_gate)
        {
            if (_newest.TryGetValue(name, out before) && !before.HasBegun) return before.Answer.Task;
            _newest[name] = round;
            round.HasBegun = before is null;
        }

        return LeadAsync(name, round, before, make);
    }

    private async Task<TAnswer> LeadAsync(string name, Round round, Round? before, Func<Task<TAnswer>> make)
    {
        if (before is not null)
        {
            await ((Task)before.Answer.Task).WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_gate) round.HasBegun = true;
        }

        try
        {
            var answer = await make();
            End(name, round);
            round.Answer.SetResult(answer);
            return answer;
        }
        catch (Exception fault)
        {
            End(name, round);
            round.Answer.SetException(fault);
            _ = round.Answer.Task.Exception; // Seen: where nobody waits with this caller, it is thrown to them alone.
            throw;
        }
    }

    private void End(string name, Round round)
    {
        lock (_gate)
        {
            if (_newest.GetValueOrDefault(name) == round) _newest.Remove(name);
        }
    }

    private sealed class Round
    {
        public bool HasBegun { get; set; }
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
