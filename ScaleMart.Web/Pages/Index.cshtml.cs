using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Pages.Crowds;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages;

/// <summary>The front page: read and drawn once for all who ask in the same moment, but for what surrounds it.</summary>
[OneDrawing]
public sealed class IndexModel(Shelf shelf, Rounds<Look<Front>> rounds) : PageModel
{
    public Look<Front> Look { get; private set; } = null!;

    public async Task OnGetAsync() => Look = await rounds.JoinAsync("", async () => new Look<Front>(Front.Of(await shelf.ListAsync())));
}
