namespace ScaleMart.Web.Tests.House;

/// <summary>The house's map: a room uses only rooms on lower floors, and pages never touch storage.</summary>
public static class FloorPlan
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Storage"] = 0,
        ["Trail"] = 1,
        ["Accounts"] = 2,
        ["Sales"] = 2,
        ["Stock"] = 3,
        ["Admission"] = 3,
        ["Orders"] = 4,
        ["Operations"] = 5,
        ["Live"] = 6,
        ["Pages"] = 7,
        ["Api"] = 7,
    };

    /// <summary>Rooms that exist and are not on the map.</summary>
    public static IEnumerable<string> Unmapped(IEnumerable<string> rooms) => rooms.Distinct().Except(Floors.Keys);

    /// <summary>Uses that go up, stay on their floor, lead to or from a room without a floor, or go from Pages to Storage.</summary>
    public static IEnumerable<Use> Wrong(IEnumerable<Use> uses) => uses.Distinct().Where(u => !Allows(u));

    private static bool Allows(Use use) =>
        Floors.TryGetValue(use.From, out var from) && Floors.TryGetValue(use.To, out var to) && to < from && use is not { From: "Pages", To: "Storage" };
}
