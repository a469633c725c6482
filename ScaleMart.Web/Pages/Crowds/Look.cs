using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ScaleMart.Web.Pages.Crowds;

/// <summary>What was read once for all who asked in the same moment, and the part of the page that shows all of them the same of it.</summary>
public sealed class Look<TSeen>(TSeen seen)
{
    private readonly TaskCompletionSource<IHtmlContent> _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    public TSeen Seen => seen;

    /// <summary>The part, drawn by whoever comes first: it may depend on what was seen, never on who sees it.</summary>
    public async Task<IHtmlContent> DrawnAsync(Func<Task<IHtmlContent>> draw, HtmlEncoder encoder)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 1) return await _drawn.Task;
        try
        {
            // As text: what a partial gives is made of buffers that go back to their pool with its own request.
            await using var text = new StringWriter();
            (await draw()).WriteTo(text, encoder);
            var html = new HtmlString(text.ToString());
            _drawn.SetResult(html);
            return html;
        }
        catch (Exception fault)
        {
            _drawn.SetException(fault);
            _ = _drawn.Task.Exception; // Seen: it is thrown here, whether or not others wait.
            throw;
        }
    }
}
