using Microsoft.AspNetCore.Mvc;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Trail;

/// <summary>The trail as a file to keep, sent row by row.</summary>
public sealed class TrailFile(IAsyncEnumerable<TrailEntry> entries) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=trail.csv";
        await TrailCsv.WriteAsync(http.Response.Body, entries, http.RequestAborted);
    }
}
