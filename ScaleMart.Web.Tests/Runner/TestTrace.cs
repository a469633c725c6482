using Xunit;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>The W3C trace of the running test, by which log entries of an in-process shop are attributed to it.</summary>
internal static class TestTrace
{
    public const string HeaderName = "traceparent";

    /// <summary>The unique id of the running test, 64 hexadecimal digits; null outside of a test, as while a fixture starts.</summary>
    public static string? TestId => TestContext.Current.Test?.UniqueID;

    /// <summary>The value of the <c>traceparent</c> header; null outside of a test.</summary>
    public static string? Header => TestId is { } test ? HeaderOf(test) : null;

    /// <summary>The first 32 digits of the test's id are its trace id.</summary>
    public static string TraceIdOf(string testId) => testId[..32];

    /// <summary>Not sampled: the header identifies the test and changes nothing else.</summary>
    public static string HeaderOf(string testId) => $"00-{TraceIdOf(testId)}-{testId[32..48]}-00";
}
