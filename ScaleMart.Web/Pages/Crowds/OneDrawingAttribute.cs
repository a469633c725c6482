using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using ScaleMart.Web.Accounts;

namespace ScaleMart.Web.Pages.Crowds;

/// <summary>
/// Marks a page that is the same for all who are not signed in and that reads nothing of a request but its address: whoever asks for
/// it in the same moment gets one drawing, begun after they asked.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneDrawingAttribute : Attribute, IFilterFactory
{
    public bool IsReusable => true;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => serviceProvider.GetRequiredService<OneDrawing>();
}

internal sealed class OneDrawing(Rounds<Drawing> rounds) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        if (!HttpMethods.IsGet(request.Method) || Caller.IsSignedIn(context.HttpContext.User))
        {
            await next();
            return;
        }

        var isOwn = false;
        var drawing = await rounds.JoinAsync($"{request.PathBase}{request.Path}{request.QueryString}", () =>
        {
            isOwn = true;
            // Many wait for this drawing: the one who happens to draw it must not take it away by hanging up.
            context.HttpContext.RequestAborted = CancellationToken.None;
            return Drawing.TakeAsync(response, async () => (await next()).ExceptionDispatchInfo?.Throw());
        });
        if (isOwn || !drawing.IsSomebodys)
        {
            if (!isOwn) context.Result = new EmptyResult();
            await drawing.GiveAsync(response);
        }
        else
        {
            await next();
        }
    }
}
