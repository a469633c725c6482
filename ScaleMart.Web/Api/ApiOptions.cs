namespace ScaleMart.Web.Api;

/// <summary>Under <c>Bench</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Adds <c>POST /api/noop</c>, the yardstick of benchmarks: it does nothing, for anyone.</summary>
    public bool Enabled { get; set; }
}
