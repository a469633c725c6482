namespace ScaleMart.LoadTests.Benches.Figures;

/// <summary>What a figure must reach: at least, or at most, so much.</summary>
public sealed record Goal(double Value, bool AtMost = false)
{
    /// <summary>By the quartiles: all on the right side is reached, all on the wrong one is not, else the goal lies within the noise.</summary>
    public Judgement Judge(Spread spread)
    {
        var (worse, better) = AtMost ? (-spread.High, -spread.Low) : (spread.Low, spread.High);
        var value = AtMost ? -Value : Value;
        return worse >= value ? Judgement.Reached : better < value ? Judgement.NotReached : Judgement.WithinNoise;
    }
}

/// <summary>Whether a goal was reached.</summary>
public enum Judgement
{
    Reached,
    NotReached,
    WithinNoise,
}
