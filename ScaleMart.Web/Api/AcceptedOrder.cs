using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Orders;

namespace ScaleMart.Web.Api;

/// <summary>202 with the order and where to find it, in one piece: the framework's own answer writes JSON in chunks, for lengths that nobody knows.</summary>
internal sealed class AcceptedOrder(OrderView order) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(OrderJson.Of(order), options);
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.Headers.Location = $"/api/orders/{order.Order.Id}";
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
