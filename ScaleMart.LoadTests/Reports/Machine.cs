using System.Runtime;
using System.Runtime.InteropServices;

namespace ScaleMart.LoadTests.Reports;

/// <summary>The machine that the load came from. Memory in bytes, as much as this process may use.</summary>
public sealed record Machine(string Os, string Architecture, string Cpu, int Cores, long MemoryBytes, string Runtime, string GarbageCollection)
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static Machine Read() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        CpuModel(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription,
        $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {(GCSettings.LatencyMode == GCLatencyMode.Batch ? "not concurrent" : "concurrent")}");

    // ARM kernels name no model there.
    private static string CpuModel() =>
        File.Exists(CpuInfo) && File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown";
}
