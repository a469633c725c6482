using Microsoft.Extensions.Primitives;

namespace ScaleMart.Web.Pages.Crowds;

/// <summary>A whole answer, kept so that it can be given to many: what the page itself said, not what was said around it.</summary>
internal sealed record Drawing(int Status, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    /// <summary>It gave its visitor a cookie: it is theirs alone.</summary>
    public bool IsSomebodys => Headers.Any(h => h.Key == "Set-Cookie");

    /// <summary>Has a page drawn onto paper instead of onto the wire.</summary>
    public static async Task<Drawing> TakeAsync(HttpResponse response, Func<Task> draw)
    {
        var (before, wire) = (response.Headers.ToList(), response.Body);
        using var paper = new MemoryStream();
        response.Body = paper;
        try
        {
            await draw();
        }
        finally
        {
            response.Body = wire;
        }

        return new Drawing(response.StatusCode, [.. response.Headers.Except(before)], paper.ToArray());
    }

    /// <summary>Gives it; an answer without a body stays without, so that an error page can be drawn in its place.</summary>
    public async Task GiveAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers) response.Headers[name] = value;
        if (Body.Length == 0) return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body);
    }
}
