using ScaleMart.Web.Accounts;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>A question that was understood, or what is wrong with it: field (of <see cref="OrderQuestion"/>, in camel case) to what it must be.</summary>
/// <param name="Filter">What to look for.</param>
/// <param name="After">Where the page begins.</param>
/// <param name="Faults">Empty when it was understood.</param>
/// <param name="IsWithoutUsers">Nobody could say now whose the e-mail is.</param>
public sealed record Understood(OrderFilter Filter, OrderPlace? After, IReadOnlyDictionary<string, string> Faults, bool IsWithoutUsers = false);

/// <summary>Makes out what was typed: which sale is meant, and whether the words are an order's, an e-mail's or a user's.</summary>
public sealed class QuestionDesk(IUserBook users, SaleCatalogue catalogue, ILogger<QuestionDesk> log)
{
    // Of an e-mail's beginning that fits more people than this, the first so many are looked for.
    private const int MostUsers = 100;

    // A sale's id of which less was typed is no hint that it was meant.
    private const int FewestOfId = 3;

    public async Task<Understood> ReadAsync(OrderQuestion question, CancellationToken cancel = default)
    {
        var (filter, after, faults) = question.Read();
        if (!string.IsNullOrEmpty(question.SaleId))
        {
            if (question.SaleId.Length <= 200 && await catalogue.FindAsync(question.SaleId, cancel) is { } sale) filter = filter with { SaleId = sale.Id };
            else faults["saleId"] = "must be one of the shop's sales";
        }

        var words = question.Query?.Trim() ?? "";
        if (words.Length == 0 || faults.Count > 0) return new Understood(filter, after, faults);
        var isOrder = (await catalogue.ListAsync(cancel)).Any(s => words.StartsWith(s.Id + "-", StringComparison.Ordinal) || (words.Length >= FewestOfId && s.Id.StartsWith(words, StringComparison.Ordinal)));
        // An order's id has its sale's in front, which no user's has.
        if (isOrder && OrderReader.SaleOf(words) is { } named) return new Understood(Named(filter, words, named), after, faults);
        var (ids, isWithoutUsers) = await UsersAsync(words, cancel);
        return new Understood(filter with { IdBeginning = isOrder ? words : null, UserIds = ids }, after, faults, isWithoutUsers);
    }

    // The sale is known from the id, so no other is looked through; another sale that was chosen besides has no such order.
    private static OrderFilter Named(OrderFilter filter, string words, string named) => filter with
    {
        IdBeginning = words == named + "-" && (filter.SaleId ?? named) == named ? null : words,
        SaleId = filter.SaleId ?? named,
    };

    private async Task<(IReadOnlyCollection<string> Ids, bool IsWithoutUsers)> UsersAsync(string words, CancellationToken cancel)
    {
        try
        {
            return ([words, .. (await users.ByEmailAsync(words.ToLowerInvariant(), MostUsers, cancel)).Select(a => a.Id)], false);
        }
        catch (TimeoutException fault)
        {
            log.ReadWithoutLedger(fault.Message);
            return ([words], true);
        }
    }
}
