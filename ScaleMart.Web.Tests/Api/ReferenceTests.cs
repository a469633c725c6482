using System.Text.Json;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Api;

public sealed class ReferenceTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task The_document_names_every_call_of_the_contract_and_how_to_sign_in()
    {
        var document = Expect.Status(200, await shop.Anyone.GetAsync("/openapi/v1.json")).Body;
        var paths = document.GetProperty("paths");
        string[] contract =
        [
            "/api/auth/register", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout", "/api/me", "/api/sales", "/api/sales/{saleId}", "/api/sales/{saleId}/orders",
            "/api/orders", "/api/orders/{id}", "/api/orders/{id}/pay", "/api/orders/{id}/cancel", "/api/admin/sales", "/api/admin/sales/{id}", "/api/admin/sales/{id}/open",
            "/api/admin/sales/{id}/pause", "/api/admin/sales/{id}/resume", "/api/admin/sales/{id}/close", "/api/admin/sales/{id}/restock", "/api/admin/sales/{id}/audit",
            "/api/admin/sales/{id}/rebuild", "/api/admin/orders/{id}/cancel", "/api/admin/orders/{id}/refund", "/api/admin/queue", "/api/admin/dead-letters",
            "/api/admin/dead-letters/{id}/retry", "/api/admin/dead-letters/{id}", "/api/admin/orders.csv", "/api/admin/orders", "/api/admin/sales/{id}/stock",
            "/api/admin/users", "/api/admin/users/{id}", "/api/admin/users/{id}/role", "/api/admin/users/{id}/lock", "/api/admin/users/{id}/unlock",
            "/api/admin/dashboard", "/api/admin/dashboard/history", "/api/admin/trail", "/api/admin/trail.csv",
        ];
        Assert.Equal(contract.Order(StringComparer.Ordinal), paths.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));

        var place = paths.GetProperty("/api/sales/{saleId}/orders").GetProperty("post");
        Assert.Equal(["202", "400", "401", "404", "409", "422", "429", "503"], place.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.True(place.GetProperty("security")[0].TryGetProperty("Bearer", out _));
        Assert.Contains(place.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.False(paths.GetProperty("/api/sales").GetProperty("get").TryGetProperty("security", out _));
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Every_call_has_a_summary_and_every_refusal_the_shape_of_a_problem()
    {
        var document = (await shop.Anyone.GetAsync("/openapi/v1.json")).Body;
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties").TryGetProperty("code", out _));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var call in path.Value.EnumerateObject())
            {
                Assert.True(call.Value.TryGetProperty("summary", out _) || path.Name.StartsWith("/api/auth", StringComparison.Ordinal) || path.Name == "/api/me", $"{call.Name} {path.Name} has no summary");
                foreach (var answer in call.Value.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5')) AssertIsProblem(answer);
            }
        }
    }

    [Fact]
    public async Task The_reference_page_asks_no_other_host()
    {
        var page = await shop.Anyone.Http.GetStringAsync("/docs/", TestContext.Current.CancellationToken);
        Assert.Contains("v1.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    private static void AssertIsProblem(JsonProperty answer) =>
        Assert.True(answer.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{answer.Name}: {answer.Value}");
}
