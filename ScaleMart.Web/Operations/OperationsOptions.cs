using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Operations;

/// <summary>Under <c>Operations</c>.</summary>
public sealed class OperationsOptions
{
    /// <summary>How long the process still answers after it was told to stop, not ready, so that a load balancer looks away before connections are refused.</summary>
    [Range(0, 300)]
    public int ShutdownGraceSeconds { get; set; }

    /// <summary>How long a drain may be silent before the shop counts as not ready.</summary>
    [Range(1, 3600)]
    public int DrainSilenceSeconds { get; set; } = 30;
}
