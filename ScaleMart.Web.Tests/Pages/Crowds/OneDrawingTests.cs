using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using ScaleMart.Web.Pages;
using ScaleMart.Web.Pages.Crowds;
using ScaleMart.Web.Pages.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Crowds;

/// <summary>What one drawing carries over to all who share it, and when it is not shared.</summary>
public sealed class OneDrawingTests
{
    private readonly OneDrawing _page = new(new Rounds<Drawing>(TimeProvider.System));
    private readonly TaskCompletionSource _drawFirst = new();
    private int _drawn;

    /// <summary>Such a page may read nothing of a request but its address: look whether that is so before a third stands here.</summary>
    [Fact]
    public void Only_these_pages_are_drawn_once_for_all() => Assert.Equal(
        [typeof(IndexModel), typeof(ShowModel)],
        typeof(OneDrawingAttribute).Assembly.GetTypes().Where(t => t.IsDefined(typeof(OneDrawingAttribute), inherit: true)).OrderBy(t => t.Name, StringComparer.Ordinal));

    [Fact]
    public async Task A_crowd_gets_the_status_the_headers_and_the_text_of_one_drawing()
    {
        var answers = await CrowdAsync(async (http, drawing) =>
        {
            (http.Response.StatusCode, http.Response.ContentType, http.Response.Headers["X-Drawing"]) = (418, "text/plain", $"{drawing}");
            await http.Response.WriteAsync($"Drawing {drawing}");
        });

        Assert.Equal(2, _drawn);
        Assert.All(answers, a => Assert.Equal((418, "text/plain", 9L), (a.Response.StatusCode, a.Response.ContentType, a.Response.ContentLength)));
        Assert.Equal(["Drawing 1", "Drawing 2", "Drawing 2", "Drawing 2"], answers.Select(TextOf));
        Assert.Equal(["1", "2", "2", "2"], answers.Select(a => $"{a.Response.Headers["X-Drawing"]}"));
    }

    [Fact]
    public async Task What_was_said_to_one_visitor_before_the_drawing_is_said_to_no_other()
    {
        var answers = await CrowdAsync((http, _) => http.Response.WriteAsync("Hello"), before: (http, n) => http.Response.Headers.SetCookie = $"visitor={n}");
        Assert.Equal(["visitor=0", "visitor=1", "visitor=2", "visitor=3"], answers.Select(a => $"{a.Response.Headers.SetCookie}"));
        Assert.Equal(2, _drawn);
    }

    [Fact]
    public async Task A_page_that_gives_a_cookie_is_drawn_for_each()
    {
        var answers = await CrowdAsync(async (http, drawing) =>
        {
            http.Response.Headers.SetCookie = $"form={drawing}";
            await http.Response.WriteAsync($"Drawing {drawing}");
        });

        Assert.Equal(4, answers.Select(a => $"{a.Response.Headers.SetCookie}").Distinct().Count());
        Assert.Equal(4, answers.Select(TextOf).Distinct().Count());
    }

    [Fact]
    public async Task Who_draws_for_others_and_hangs_up_takes_nothing_from_them()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var answers = await CrowdAsync(async (http, _) => await http.Response.WriteAsync("Drawn", http.RequestAborted), before: (http, _) => http.RequestAborted = gone.Token);
        Assert.All(answers, a => Assert.Equal("Drawn", TextOf(a)));
    }

    // One comes alone; three more while their page is drawn.
    private async Task<List<HttpContext>> CrowdAsync(Func<HttpContext, int, Task> draw, Action<HttpContext, int>? before = null)
    {
        List<HttpContext> visitors = [.. Enumerable.Range(0, 4).Select(_ => new DefaultHttpContext { Request = { Method = "GET", Path = "/" }, Response = { Body = new MemoryStream() } })];
        for (var n = 0; n < visitors.Count; n++) before?.Invoke(visitors[n], n);
        var answers = visitors.Select(v => AskAsync(v, draw)).ToList();
        _drawFirst.SetResult();
        await Task.WhenAll(answers);
        return visitors;
    }

    private Task AskAsync(HttpContext http, Func<HttpContext, int, Task> draw)
    {
        var action = new ActionContext(http, new RouteData(), new());
        return _page.OnResourceExecutionAsync(new ResourceExecutingContext(action, [], []), async () =>
        {
            var drawing = Interlocked.Increment(ref _drawn);
            await _drawFirst.Task;
            await draw(http, drawing);
            return new ResourceExecutedContext(action, []);
        });
    }

    private static string TextOf(HttpContext http)
    {
        http.Response.Body.Position = 0;
        return new StreamReader(http.Response.Body).ReadToEnd();
    }
}
