using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Trail;

/// <summary>The audit trail: who did what, when, from where and why, newest first, narrowed down by a form.</summary>
public sealed class IndexModel(TrailReader reader, TimeProvider time) : PageModel
{
    private const string Here = "/admin/trail";
    private const int Most = 50;

    private static readonly Dictionary<string, string> Labels = new()
    {
        ["who"] = "Who",
        ["act"] = "Act",
        ["subject"] = "On what",
        ["from"] = "From (UTC)",
        ["to"] = "Until (UTC)",
        ["after"] = "The page",
    };

    public IReadOnlyList<Field> Filter { get; private set; } = [];
    public IReadOnlyList<TrailRow> Rows { get; private set; } = [];
    public IReadOnlyDictionary<string, string> Faults { get; private set; } = new Dictionary<string, string>();
    public Notice? Notice { get; private set; }
    public Pager? Pager { get; private set; }
    public string CsvUrl { get; private set; } = "";

    /// <summary>Something narrows the list down.</summary>
    public bool IsFiltered { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] TrailAsk ask, CancellationToken cancel)
    {
        var page = Page();
        var (query, faults) = ask.Read();
        Faults = faults.ToDictionary(f => f.Key, f => $"{Labels[f.Key]} {Words(f.Value)}.");
        Filter =
        [
            Field("who", ask.Who), Field("act", ask.Act), Field("subject", ask.Subject),
            Field("from", ask.From) with { Type = Clock.FieldFor(ask.From) }, Field("to", ask.To) with { Type = Clock.FieldFor(ask.To) },
        ];
        IsFiltered = Address(ask with { After = null }) != Here;
        CsvUrl = Address(ask with { After = null }, "Csv");
        if (query is null)
        {
            page.StatusCode = 400;
            return page;
        }

        var found = await reader.ListAsync(query, Most, cancel);
        Rows = [.. found.Entries.Select(e => new TrailRow(e, time.GetUtcNow()))];
        Notice = found.Away switch
        {
            TrailAway.Book => new("The document store is not answering", "Here is what it does not have yet. Older acts are safe, and are shown again when it answers.", "wait"),
            TrailAway.Redis => new("Redis is not answering", "Here is what the document store has. The newest acts may be missing until Redis answers.", "wait"),
            _ => null,
        };
        Pager = new(
            $"{(Rows.Count == 1 ? "1 act" : $"{Rows.Count} acts")}, newest first",
            found.Older is { } older ? Address(ask with { After = older.ToString() }) : null,
            query.OlderThan is null ? null : Address(ask with { After = null }));
        return page;
    }

    /// <summary>All that the filter finds, as a table, written as it is read.</summary>
    public async Task<IActionResult> OnGetCsvAsync([FromQuery] TrailAsk ask, CancellationToken cancel)
    {
        var (query, faults) = ask.Read();
        if (query is null) return RedirectToPage(new { ask.Who, ask.Act, ask.Subject, ask.From, ask.To });
        var rows = await reader.WholeAsync(query, cancel);
        return new TrailFile(rows);
    }

    private Field Field(string name, string? value) => new(name, Labels[name], value) { Autocomplete = "off", Required = false, Fault = Faults.GetValueOrDefault(name) };

    private static string Words(string fault) => fault.EndsWith(" from", StringComparison.Ordinal) ? fault[..^5] + $" “{Labels["from"]}”" : fault;

    private static string Address(TrailAsk ask, string? handler = null)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        }

        Add("handler", handler);
        Add("who", ask.Who);
        Add("act", ask.Act);
        Add("subject", ask.Subject);
        Add("from", ask.From);
        Add("to", ask.To);
        Add("after", ask.After);
        return Here + query;
    }
}
