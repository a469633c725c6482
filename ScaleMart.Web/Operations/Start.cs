using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Operations;

/// <summary>What the process says when it cannot start: what is wrong with its settings, in words and without a stack trace. A defect keeps its own.</summary>
public static class Start
{
    public static bool IsRefused(Exception fault) =>
        fault is StartRefusedException or OptionsValidationException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" };

    /// <summary>Answers the process's exit code.</summary>
    public static int SayWhyNot(Exception refused)
    {
        Console.Error.WriteLine($"ScaleMart cannot start: {refused.Message}");
        return 1;
    }
}
