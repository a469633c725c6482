using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>A thread that wakes on time: the runtime's own sleep counts whole milliseconds and is up to one late.</summary>
internal static class Sleep
{
    /// <summary>Returns soon after the stopwatch shows that (some 0.05 ms on an idle machine).</summary>
    public static void Until(long timestamp)
    {
        while (timestamp - Stopwatch.GetTimestamp() is var left and > 0)
        {
            var time = new Timespec { Nanoseconds = Math.Min(left * (1_000_000_000 / Stopwatch.Frequency), 999_999_999) };
            // Interrupted by a signal it returns early, and the loop asks again.
            _ = NanoSleep(ref time, 0);
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern int NanoSleep(ref Timespec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
