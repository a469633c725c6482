using ScaleMart.LoadTests.Benches.Figures;

namespace ScaleMart.LoadTests.Benches;

/// <summary>One question that a run answers with figures.</summary>
public interface IBenchRow
{
    /// <summary>What it is called at the command line.</summary>
    string Name { get; }

    Task<IReadOnlyList<Finding>> RunAsync(Bench bench);
}
