using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ScaleMart.Web.Pages;

/// <summary>What is shown when a page could not be. It asks nothing of any store, so that it can be shown whatever is broken.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";

    public void OnGet(int code) => Tell(code);

    /// <summary>A refused form is shown here, too: the way back to it was a post.</summary>
    public void OnPost(int code) => Tell(code);

    private void Tell(int code)
    {
        // Typed into the address bar, the page would else say 200 for a page that tells of an error.
        if (Response.StatusCode == 200) Response.StatusCode = code is >= 400 and < 600 ? code : 404;
        Code = Response.StatusCode;
        (Title, Text) = Code switch
        {
            400 => ("That form was not understood", "It may have grown old while it was open. Go back, load the page again and send it once more."),
            401 or 403 => ("Behind the counter", "This part is for those who run the shop. Sign in with another account if you are one of them."),
            404 => ("Not on our shelves", "There is no page here. It may have been a sale whose address has a typing error in it."),
            429 => ("Slower, please", "There were many requests from your address in a short time. Wait a few seconds and go on."),
            503 => ("One moment", "The counter is not answering right now. Nothing that you have was lost. Try again in a few seconds."),
            _ when Code < 500 => ("That did not work", "The request could not be answered as it was. Go back and try another way."),
            _ => ("Something broke", "That is our fault, and it has been written down. What you reserved or paid for is safe: look in your orders."),
        };
    }
}
