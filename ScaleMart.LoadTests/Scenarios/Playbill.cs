namespace ScaleMart.LoadTests.Scenarios;

/// <summary>Every scenario there is.</summary>
public static class Playbill
{
    public static IReadOnlyList<Card> All { get; } =
    [
        Opening.Card,
        RefreshStorm.Card,
        LateSurge.Card,
        Bots.Card,
        BackDoor.Card,
        ReconnectChurn.Card,
        ConfirmOrLapse.Card,
        MixedDay.Card,
        TenThousand.Card,
    ];

    public static Card? Find(string name) => All.FirstOrDefault(c => c.Name == name);
}
