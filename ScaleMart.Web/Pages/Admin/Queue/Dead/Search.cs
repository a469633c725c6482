using Microsoft.AspNetCore.WebUtilities;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Letters;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>What was typed to find dead letters, as it stands in the address; nothing of it is required, and blanks around it do not count.</summary>
public sealed record Search(string Text, string Sale, string User, string Reason)
{
    /// <summary>A longer reason has no place in an address.</summary>
    public const int LongestReason = 1_000;

    private const int Longest = 300;

    public bool IsOpen => Text.Length + Sale.Length + User.Length + Reason.Length == 0;

    public static Search Of(IQueryCollection query)
    {
        string Typed(string name) => query[name].ToString().Trim() is { Length: > Longest } long_ ? long_[..Longest] : query[name].ToString().Trim();
        return new Search(Typed("q"), Typed("sale"), Typed("user"), query["reason"].ToString());
    }

    /// <summary>The same as a question; an e-mail becomes the id of whoever has it, and stays what it is when nobody has.</summary>
    public async Task<DeadLetterQuery> QueryAsync(IUserBook users, CancellationToken cancel)
    {
        var user = User.Contains('@', StringComparison.Ordinal) && await users.FindByEmailAsync(User, cancel) is { } known ? known.Account.Id : User;
        return new DeadLetterQuery(Given(Text), Given(Sale), Given(user), Given(Reason));
    }

    /// <summary>The address at which it is asked; <paramref name="more"/> beside it.</summary>
    public string At(string path, params (string Name, string? Value)[] more) => QueryHelpers.AddQueryString(path,
        new[] { ("q", Text), ("sale", Sale), ("user", User), ("reason", Reason) }.Concat(more.Select(m => (m.Name, m.Value ?? "")))
            .Where(p => p.Item2.Length > 0).ToDictionary(p => p.Item1, p => (string?)p.Item2));

    private static string? Given(string typed) => typed.Length == 0 ? null : typed;
}
