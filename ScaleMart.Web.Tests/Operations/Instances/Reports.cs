using ScaleMart.Web.Operations.Instances;

namespace ScaleMart.Web.Tests.Operations.Instances;

/// <summary>What processes of tests say of themselves.</summary>
internal static class Reports
{
    public static InstanceReport Of(string name, params SaleReport[] sales) => new()
    {
        Name = name,
        Since = DateTimeOffset.UnixEpoch,
        Ready = true,
        Components = [new("redis", true, "answers", 1), new("documents", true, "answers", 2), new("drain", true, "alive", null)],
        Connections = 2,
        Watched = new Dictionary<string, int> { ["lamp"] = 3 },
        DrainedPerSecond = 5,
        InFlight = 1,
        Refusals = new Dictionary<string, double>(),
        Sales = sales,
    };

    public static SaleReport Sale(string saleId, double accepted, double units = 0, params (string Word, double Rate)[] refusals) =>
        new(saleId, accepted, refusals.ToDictionary(r => r.Word, r => r.Rate), units, null);

    public static Instance As(this InstanceReport report, string id) => new(id, TimeSpan.FromMilliseconds(100), report);
}
