namespace ScaleMart.Web.Stock.Restore;

/// <summary>A sale's counts, in units, and its sequence.</summary>
public sealed record SaleCounts(long Sequence, int Total, int Available, int Held, int Sold);
