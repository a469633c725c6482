using System.Security.Cryptography;
using System.Text.Json;
using ScaleMart.LoadTests.Running;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// Where shoppers without a minted token get theirs: they register and sign in through the API, or renew what they kept from the last
/// run. The shop limits both by address and says when to come back, which everybody here obeys; it is said once.
/// </summary>
public sealed class Reception(ShopClient anyone, Screen screen)
{
    private const int AtOnce = 4;
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock _gate = new();
    private long _notBefore;
    private bool _saidSo;

    /// <summary>Signs in one who has an account.</summary>
    /// <exception cref="InvalidOperationException">The shop refused; the message is its answer.</exception>
    public async Task<Guest> SignInAsync(string email, string password)
    {
        var answer = await AskAsync(() => anyone.PostAsync("/api/auth/login", new { email, password }));
        var pass = Read(Expect(200, answer));
        var me = Expect(200, await AskAsync(() => anyone.Holding("", pass).GetAsync("/api/me")));
        return new Guest(me.Word("id"), email, password, pass);
    }

    /// <summary>So many guests: those of the file first, the others new. The file, if there is one, then has all of them.</summary>
    public async Task<IReadOnlyList<Guest>> GatherAsync(int count, string? file)
    {
        var kept = file is not null && File.Exists(file) ? JsonSerializer.Deserialize<Account[]>(await File.ReadAllTextAsync(file), Lines)! : [];
        var run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var fresh = Math.Max(0, count - kept.Length);
        if (kept.Length > 0) screen.Say("people", $"{Math.Min(count, kept.Length)} come with what they kept in {file}");
        if (fresh > 0)
            screen.Say("people", $"{fresh} shoppers register and sign in, which costs the shop two password hashes each; unless configured it lets one address register 20 times a minute, so this may take {Bar.Words(TimeSpan.FromMinutes(fresh / 20.0))}. --signing-key or --key-file would mint their tokens at once.");
        var bar = new Bar(screen, "people", count);
        var guests = new Guest[count];
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
            {
                guests[n] = n < kept.Length ? await ReturnAsync(kept[n]) : await RegisterAsync($"load-{run}-{n}@load.example");
                bar.Step();
            });
        }
        finally
        {
            // Also when it failed half-way: a spent refresh token must not be kept, and whoever has registered need not do it again.
            await KeepAsync(file, guests, kept);
        }

        return guests;
    }

    /// <summary>Writes down with what each can come back.</summary>
    public static async Task KeepAsync(string? file, IEnumerable<Guest?> guests, IEnumerable<Account>? others = null)
    {
        if (file is null) return;
        var here = guests.OfType<Guest>().Select(g => new Account(g.Id, g.Email, g.Password, g.Pass.RefreshToken)).ToList();
        var emails = here.Select(g => g.Email).ToHashSet();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(here.Concat((others ?? []).Where(o => !emails.Contains(o.Email))), Lines));
    }

    /// <summary>Buys the next access token; false when the shop will not sell it.</summary>
    public static async Task<bool> RenewAsync(ShopClient anyone, Pass pass)
    {
        var answer = await anyone.PostAsync("/api/auth/refresh", new { refreshToken = pass.RefreshToken });
        if (answer.Status != 200) return false;
        pass.Renew(answer.Word("accessToken"), answer.Word("refreshToken"), TimeSpan.FromSeconds(answer.Number("expiresIn")));
        return true;
    }

    private async Task<Guest> ReturnAsync(Account account)
    {
        if (account.RefreshToken is { } token)
        {
            var answer = await AskAsync(() => anyone.PostAsync("/api/auth/refresh", new { refreshToken = token }));
            if (answer.Status == 200) return new Guest(account.Id, account.Email, account.Password, Read(answer));
        }

        return await SignInAsync(account.Email, account.Password);
    }

    private async Task<Guest> RegisterAsync(string email)
    {
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        Expect(201, await AskAsync(() => anyone.PostAsync("/api/auth/register", new { email, password, name = "Load test" })));
        return await SignInAsync(email, password);
    }

    private async Task<Answer> AskAsync(Func<Task<Answer>> ask)
    {
        while (true)
        {
            long wait;
            lock (_gate) wait = _notBefore - Environment.TickCount64;
            if (wait > 0) await Task.Delay(TimeSpan.FromMilliseconds(wait));
            var answer = await ask();
            if (answer.Status is not (429 or 503)) return answer;
            var pause = answer.RetryAfter;
            lock (_gate)
            {
                _notBefore = Math.Max(_notBefore, Environment.TickCount64 + (long)pause.TotalMilliseconds);
                if (_saidSo) continue;
                _saidSo = true;
            }

            screen.Say("people", $"the shop asks to wait {pause.TotalSeconds:0} s (Retry-After of its limit for one address); it is obeyed from here on without another word");
        }
    }

    private static Pass Read(Answer answer) => new(answer.Word("accessToken"), answer.Word("refreshToken"), TimeSpan.FromSeconds(answer.Number("expiresIn")));

    private static Answer Expect(int status, Answer answer) =>
        answer.Status == status ? answer : throw new InvalidOperationException($"The shop answered {answer}");
}

/// <summary>Someone with an account who is signed in.</summary>
public sealed record Guest(string Id, string Email, string Password, Pass Pass);

/// <summary>A line of the file of accounts.</summary>
public sealed record Account(string Id, string Email, string Password, string? RefreshToken);
