using ScaleMart.LoadTests.Benches.Figures;

namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>One phase of one round: how much a second, whatever it counts, and who spent the processor on it.</summary>
public sealed record Drive(double Rate, Cores Cores);
