using System.Text.Json;
using ScaleMart.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>The forms that the contract gives to answers.</summary>
public static class Expect
{
    /// <summary>That status, and the body is JSON.</summary>
    public static Answer Status(int status, Answer answer)
    {
        Assert.True(answer.Status == status, $"Expected {status}, got {answer}");
        return answer;
    }

    /// <summary>A problem as every refusal must be: its media type, its four members, its code.</summary>
    public static Answer Refusal(int status, string code, Answer answer)
    {
        Status(status, answer);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(code, answer.Code);
        Assert.Equal(status, answer.Number("status"));
        Assert.False(string.IsNullOrWhiteSpace(answer.Word("title")));
        Assert.True(answer.Body.TryGetProperty("detail", out var detail) && !string.IsNullOrWhiteSpace(detail.GetString()), $"No detail: {answer}");
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        return answer;
    }

    /// <summary>Exactly these members, in any order.</summary>
    public static void Members(JsonElement json, params string[] names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), json.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));

    /// <summary>An ISO 8601 moment in UTC.</summary>
    public static DateTimeOffset Moment(JsonElement json)
    {
        var at = json.GetDateTimeOffset();
        Assert.Equal(TimeSpan.Zero, at.Offset);
        return at;
    }
}
