using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>A chart as the page shows it: what is to be seen in it, its key, the drawing, and the same figures as a table.</summary>
internal sealed record Chart(string Name, string Finding, IReadOnlyList<KeyEntry> Key, Html Drawing, ChartTable Table);

/// <summary>A name in a chart's key, its look, and the figure that sums it up.</summary>
internal sealed record KeyEntry(string Look, string Name, string Figure);

/// <summary>Heads with their units, and rows of as many cells; the first cell of a row names it.</summary>
internal sealed record ChartTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
