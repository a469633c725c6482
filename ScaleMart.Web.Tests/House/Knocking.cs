using System.Net;

namespace ScaleMart.Web.Tests.House;

/// <summary>Who knocks at doors, and by what they are known: the header of a token at the API, that of a cookie at pages.</summary>
public sealed record Knocker(string Name, string? Token, string? Cookie);

/// <summary>Knocks at every door of the back office and says which let somebody in who has no business there.</summary>
public static class Knocking
{
    /// <summary>A sentence for each wrong answer; none when strangers and shoppers are refused everywhere, and viewers wherever something changes.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(HttpClient http, IEnumerable<Door> doors, Knocker shopper, Knocker viewer)
    {
        var stranger = new Knocker("a stranger", null, null);
        var faults = new List<string>();
        foreach (var door in doors)
        {
            async Task Expect(Knocker who, Func<HttpResponseMessage, bool> right)
            {
                using var answer = await KnockAsync(http, door, who);
                if (!right(answer)) faults.Add($"{door}: {who.Name} got {(int)answer.StatusCode}");
            }

            await Expect(stranger, a => door.IsApi ? a.StatusCode == HttpStatusCode.Unauthorized : IsSentToSignIn(a));
            await Expect(shopper, a => a.StatusCode == HttpStatusCode.Forbidden);
            await Expect(viewer, a => door.IsLook ? a.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && !IsSentToSignIn(a) : a.StatusCode == HttpStatusCode.Forbidden);
        }

        return faults;
    }

    private static bool IsSentToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/account/signin", StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> KnockAsync(HttpClient http, Door door, Knocker who)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At());
        if (door.IsApi && who.Token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {who.Token}");
        if (!door.IsApi && who.Cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", who.Cookie);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
