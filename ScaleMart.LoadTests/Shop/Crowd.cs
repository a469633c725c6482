using System.Security.Cryptography;
using ScaleMart.LoadTests.Running;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// The people of a run: an admin and shoppers, with minted tokens when the key is known, else registered and signed in before the clock
/// starts. <see cref="Mint"/> is null without a key.
/// </summary>
public sealed record Crowd(ShopClient Admin, IReadOnlyList<ShopClient> Shoppers)
{
    // So long that no run outlasts them.
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public TokenMint? Mint { get; init; }

    /// <summary>Those who have an account of the shop; empty when tokens were minted.</summary>
    public IReadOnlyList<Guest> Guests { get; init; } = [];

    /// <summary>Shoppers spread over the shop's addresses in turn.</summary>
    public static async Task<Crowd> GatherAsync(IReadOnlyList<ShopClient> doors, LoadOptions options, Screen screen)
    {
        ShopClient Door(int n) => doors[n % doors.Count];
        if (options.HasKey)
        {
            var mint = options.KeyFile is { } file ? TokenMint.FromFile(file) : TokenMint.FromText(options.SigningKey!);
            var run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            return new Crowd(
                doors[0].As("load-admin", mint.Mint("load-admin", "admin", Life)),
                [.. Enumerable.Range(0, options.Shoppers).Select(n => (Id: $"load-{run}-{n}", Door: Door(n))).Select(s => s.Door.As(s.Id, mint.Mint(s.Id, life: Life)))])
            {
                Mint = mint,
            };
        }

        var reception = new Reception(doors[0], screen);
        var admin = await reception.SignInAsync(
            options.AdminEmail ?? throw new FormatException("Give --key-file or --signing-key, or --admin-email and --admin-password."), options.AdminPassword!);
        var guests = await reception.GatherAsync(options.Shoppers, options.Accounts);
        return new Crowd(doors[0].Holding(admin.Id, admin.Pass), [.. guests.Select((g, n) => Door(n).Holding(g.Id, g.Pass))]) { Guests = [admin, .. guests] };
    }
}
