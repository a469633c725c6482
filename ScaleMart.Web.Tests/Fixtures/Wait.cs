using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>Looks again and again, with a generous deadline: a slow machine makes a test slow, never red.</summary>
public static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>What was seen when it was as wanted; fails the test with what was seen last.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> wanted, string what, TimeSpan? patience = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        var limit = patience ?? TimeSpan.FromSeconds(30);
        while (true)
        {
            var seen = await look();
            if (wanted(seen)) return seen;
            if (TimeProvider.System.GetElapsedTime(start) > limit) Assert.Fail($"Waited {limit.TotalSeconds:0} s in vain until {what}. Last seen: {seen}");
            await Task.Delay(Pause);
        }
    }
}
