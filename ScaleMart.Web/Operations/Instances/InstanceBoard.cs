using System.Text.Json;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Operations.Instances;

/// <summary>A process that lives, and what it said of itself last.</summary>
public sealed record Instance(string Id, TimeSpan Age, InstanceReport Report);

/// <summary>Where the processes report themselves, in Redis; this process's last report is known here though Redis is away.</summary>
public sealed class InstanceBoard(RedisDoor redis, ILogger<InstanceBoard> log)
{
    private readonly RollCall _roll = new(redis, "operations:instances");

    /// <summary>This process among the others: drawn at its start.</summary>
    public string Self { get; } = Ids.New(12);

    /// <summary>What this process wrote last, or tried to.</summary>
    public InstanceReport? Own { get; private set; }

    public Task WriteAsync(InstanceReport report)
    {
        Own = report;
        return _roll.WriteAsync(Self, JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
    }

    public Task RemoveAsync() => _roll.RemoveAsync(Self);

    /// <summary>Every process that lives, by name and id.</summary>
    public async Task<IReadOnlyList<Instance>> ReadAsync() =>
        [.. (await _roll.ReadAsync()).Select(Read).OfType<Instance>().OrderBy(i => i.Report.Name, StringComparer.Ordinal).ThenBy(i => i.Id, StringComparer.Ordinal)];

    private Instance? Read(RollLine line)
    {
        try
        {
            return new Instance(line.Process, line.Age, JsonSerializer.Deserialize<InstanceReport>(line.Text, JsonSerializerOptions.Web)!);
        }
        catch (JsonException fault)
        {
            log.ReportNotRead(line.Process, fault.Message); // A process of another version, while one is rolled out: it is not counted.
            return null;
        }
    }
}
