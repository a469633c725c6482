using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Benches.Stage;

/// <summary>Somebody who has signed in at the pages as a browser does. <see cref="Cookies"/> is the whole Cookie header; the form token goes with it.</summary>
public sealed partial record Visitor(string Cookies, string FormToken)
{
    private const string Password = "a good long password";

    /// <summary>Registers so many and signs each in.</summary>
    /// <exception cref="InvalidOperationException">The shop did not let one in.</exception>
    public static async Task<IReadOnlyList<Visitor>> ManyAsync(ShopProcess shop, int count)
    {
        var all = new Visitor[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, _) => all[n] = await OneAsync(shop, n));
        return all;
    }

    /// <summary>Sends the buy form for one unit; the path of the order's page.</summary>
    /// <exception cref="InvalidOperationException">The shop did not sell.</exception>
    public async Task<string> BuyAsync(ShopProcess shop, string slug)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = shop.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", Cookies);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["quantity"] = "1",
            ["key"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
            ["__RequestVerificationToken"] = FormToken,
        });
        using var answer = await http.PostAsync($"/sales/{slug}/buy?pressed=yes", form);
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.OriginalString : throw new InvalidOperationException($"The buy form was answered {(int)answer.StatusCode}.");
    }

    private static async Task<Visitor> OneAsync(ShopProcess shop, int number)
    {
        var email = $"visitor-{number}@load.example";
        var made = await shop.Anyone.PostAsync("/api/auth/register", new { email, password = Password, name = $"Visitor {number}" });
        if (made.Status != 201) throw new InvalidOperationException($"Nobody could register: {made}");
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = shop.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = email,
            ["password"] = Password,
            ["__RequestVerificationToken"] = TokenIn(await http.GetStringAsync("/account/signin")),
        });
        using var signed = await http.PostAsync("/account/signin", form);
        if (signed.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"The sign-in page answered {(int)signed.StatusCode}.");
        // A form's token is made out to whoever is signed in: one from before the sign-in is refused.
        var token = TokenIn(await http.GetStringAsync("/account"));
        return new Visitor(cookies.GetCookieHeader(shop.Address), token);
    }

    private static string TokenIn(string page) =>
        Token().Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("A page has no form to send.");

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
