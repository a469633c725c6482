using Xunit.Runner.Common;
using Xunit.Sdk;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>The messages that a runner sends to its reporter about one test.</summary>
internal sealed record ReportedTest(string Class, string Id)
{
    public const string Name = "Orders.A_test";
    private const string Assembly = "assembly", Collection = "collection", Method = "method", Case = "case";

    public IMessageSinkMessage Starting => new TestStarting
    {
        AssemblyUniqueID = Assembly,
        TestCollectionUniqueID = Collection,
        TestClassUniqueID = Class,
        TestMethodUniqueID = Method,
        TestCaseUniqueID = Case,
        TestUniqueID = Id,
        TestDisplayName = Name,
        TestLabel = null,
        Explicit = false,
        StartTime = default,
        Timeout = 0,
        Traits = new Dictionary<string, IReadOnlyCollection<string>>(),
    };

    public IMessageSinkMessage Finished => new TestFinished
    {
        AssemblyUniqueID = Assembly,
        TestCollectionUniqueID = Collection,
        TestClassUniqueID = Class,
        TestMethodUniqueID = Method,
        TestCaseUniqueID = Case,
        TestUniqueID = Id,
        ExecutionTime = 1,
        FinishTime = default,
        Output = "",
        Warnings = null,
        Attachments = new Dictionary<string, TestAttachment>(),
    };

    public IMessageSinkMessage ClassFinished => new TestClassFinished
    {
        AssemblyUniqueID = Assembly,
        TestCollectionUniqueID = Collection,
        TestClassUniqueID = Class,
        ExecutionTime = 1,
        FinishTime = default,
        TestsTotal = 1,
        TestsFailed = 1,
        TestsNotRun = 0,
        TestsSkipped = 0,
    };

    public IMessageSinkMessage Failed(string message = "It is wrong.", string? stack = null) => new TestFailed
    {
        AssemblyUniqueID = Assembly,
        TestCollectionUniqueID = Collection,
        TestClassUniqueID = Class,
        TestMethodUniqueID = Method,
        TestCaseUniqueID = Case,
        TestUniqueID = Id,
        Cause = FailureCause.Assertion,
        ExceptionParentIndices = [-1],
        ExceptionTypes = ["E"],
        Messages = [message],
        StackTraces = [stack],
        ExecutionTime = 1,
        FinishTime = default,
        Output = "",
        Warnings = null,
    };

    /// <summary>The fixtures of all tests could not be disposed of.</summary>
    public static IMessageSinkMessage NotCleanedUp(string message) => new TestAssemblyCleanupFailure
    {
        AssemblyUniqueID = Assembly,
        ExceptionParentIndices = [-1],
        ExceptionTypes = ["E"],
        Messages = [message],
        StackTraces = [null],
    };
}
