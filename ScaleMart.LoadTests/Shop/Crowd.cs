using System.Globalization;
using System.Security.Cryptography;

namespace ScaleMart.LoadTests.Shop;

/// <summary>The people of a run: an admin and shoppers, with minted tokens when the key is known, else registered and signed in.</summary>
public sealed record Crowd(ShopClient Admin, IReadOnlyList<ShopClient> Shoppers)
{
    public static async Task<Crowd> GatherAsync(ShopClient anyone, LoadOptions options)
    {
        var run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        if (options.KeyFile is null && options.SigningKey is null)
        {
            var admin = await SignInAsync(anyone, options.AdminEmail!, options.AdminPassword!);
            var shoppers = new List<ShopClient>();
            for (var n = 1; n <= options.Shoppers; n++) shoppers.Add(await RegisterAsync(anyone, $"load-{run}-{n}@load.example"));
            return new Crowd(admin, shoppers);
        }

        var mint = options.KeyFile is { } file ? TokenMint.FromFile(file) : TokenMint.FromText(options.SigningKey!);
        return new Crowd(
            anyone.As("load-admin", mint.Mint("load-admin", "admin")),
            [.. Enumerable.Range(1, options.Shoppers).Select(n => $"load-{run}-{n}").Select(id => anyone.As(id, mint.Mint(id)))]);
    }

    private static async Task<ShopClient> RegisterAsync(ShopClient anyone, string email)
    {
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        await PatientlyAsync(() => anyone.PostAsync("/api/auth/register", new { email, password, name = "Load test" }), 201);
        return await SignInAsync(anyone, email, password);
    }

    private static async Task<ShopClient> SignInAsync(ShopClient anyone, string email, string password)
    {
        var token = (await PatientlyAsync(() => anyone.PostAsync("/api/auth/login", new { email, password }), 200)).Word("accessToken");
        var me = await PatientlyAsync(() => anyone.As("", token).GetAsync("/api/me"), 200);
        return anyone.As(me.Word("id"), token);
    }

    // The shop limits registrations and sign-ins by address: do as its Retry-After says.
    private static async Task<Answer> PatientlyAsync(Func<Task<Answer>> ask, int expected)
    {
        while (true)
        {
            var answer = await ask();
            if (answer.Status == expected) return answer;
            if (answer.Status is not (429 or 503)) throw new InvalidOperationException($"The shop answered {answer}");
            var pause = int.Parse(answer.Header("Retry-After") ?? "1", CultureInfo.InvariantCulture);
            Console.WriteLine($"the shop asks to wait {pause} s before the next sign-in");
            await Task.Delay(TimeSpan.FromSeconds(pause));
        }
    }
}
