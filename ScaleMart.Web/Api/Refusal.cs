using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScaleMart.Web.Api;

/// <summary>
/// A refusal whose words never change, written once: most answers of a rush are one of these. The same shape as
/// <see cref="Problem"/>, without building anything for each request.
/// </summary>
internal sealed class Refusal : IResult
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly int _status;
    private readonly byte[] _body;

    public Refusal(int status, string code, string detail)
    {
        _status = status;
        _body = JsonSerializer.SerializeToUtf8Bytes(new { type = "about:blank", title = Problem.Title(status), status, detail, code }, Plain);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.ContentType = "application/problem+json";
        response.ContentLength = _body.Length;
        return response.Body.WriteAsync(_body).AsTask();
    }
}
