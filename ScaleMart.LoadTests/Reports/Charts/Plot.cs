using System.Globalization;
using System.Text;
using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>
/// Two axes with their marks and words, and what is drawn between them: as SVG, twice, for a wide and for a narrow page, so that
/// words keep their size. The page shows one of them.
/// </summary>
internal sealed record Plot(Func<int, Scale> Across, Scale Up, string AcrossWords, string UpWords)
{
    private const int Left = 52, Right = 14, Top = 30, Bottom = 44;
    private static readonly (string Class, int Width, int Height, int Marks)[] Sizes = [("wide", 1000, 300, 12), ("narrow", 340, 260, 5)];

    /// <param name="description">For those who do not see it.</param>
    /// <param name="marks">Draws with places given in units of the axes.</param>
    public Html Draw(string description, Func<Paper, Html> marks) => Html.All(Sizes.Select(size =>
    {
        var (across, width, height) = (Across(size.Marks), size.Width - Left - Right, size.Height - Top - Bottom);
        var paper = new Paper(v => Left + (across.At(v) * width), v => Top + ((1 - Up.At(v)) * height));
        var (floor, end) = (Top + height, Left + width);
        return Html.Of($"""
            <svg class="{size.Class}" viewBox="0 0 {size.Width} {size.Height}" role="img" aria-label="{description}">
            {Up.Ticks.Select(t => Html.Of($"""<path class="grid" d="M{Left} {paper.Y(t.Value):0.#}H{end}"/><text x="{Left - 8}" y="{paper.Y(t.Value) + 4:0.#}" text-anchor="end">{t.Label}</text>"""))}
            {marks(paper)}
            <path class="axis" d="M{Left} {floor}H{end}"/>
            {across.Ticks.Select(t => Html.Of($"""<path class="axis" d="M{paper.X(t.Value):0.#} {floor}v5"/><text x="{paper.X(t.Value):0.#}" y="{floor + 19}" text-anchor="middle">{t.Label}</text>"""))}
            <text class="words" x="0" y="12">{UpWords}</text><text class="words" x="{end}" y="{size.Height - 4}" text-anchor="end">{AcrossWords}</text>
            </svg>
            """);
    }));
}

/// <summary>Turns values of the axes into places on the drawing.</summary>
internal sealed record Paper(Func<double, double> X, Func<double, double> Y)
{
    /// <summary>Columns one on another, each from x to the next; a layer is one path.</summary>
    public IEnumerable<Html> Columns(IReadOnlyList<double> edges, IReadOnlyList<Layer> layers)
    {
        var floor = new double[edges.Count - 1];
        // A hairline between columns while they are wide enough for one.
        var gap = edges.Count > 60 ? 0 : 1;
        foreach (var layer in layers)
        {
            var path = new StringBuilder();
            for (var n = 0; n < floor.Length; n++)
            {
                if (layer.Heights[n] <= 0) continue;
                var (left, right, low) = (X(edges[n]), X(edges[n + 1]) - gap, Y(floor[n]));
                floor[n] += layer.Heights[n];
                path.Append(CultureInfo.InvariantCulture, $"M{left:0.#} {low:0.#}V{Y(floor[n]):0.#}H{right:0.#}V{low:0.#}z");
            }

            if (path.Length > 0) yield return Html.Of($"""<path class="fill {layer.Look}" d="{path.ToString()}"/>""");
        }
    }

    /// <summary>A line through the points, broken where there is none; a point that stands alone is a dot.</summary>
    public Html Line(IReadOnlyList<(double X, double? Y)> points, string look)
    {
        var path = new StringBuilder();
        var dots = new List<Html>();
        for (var n = 0; n < points.Count; n++)
        {
            if (points[n].Y is not { } y) continue;
            var (before, after) = (n > 0 && points[n - 1].Y is not null, n + 1 < points.Count && points[n + 1].Y is not null);
            if (before || after) path.Append(CultureInfo.InvariantCulture, $"{(before ? 'L' : 'M')}{X(points[n].X):0.#} {Y(y):0.#}");
            else dots.Add(Html.Of($"""<circle class="dot {look}" cx="{X(points[n].X):0.#}" cy="{Y(y):0.#}" r="4"/>"""));
        }

        return Html.Of($"""{dots}{(path.Length == 0 ? Html.None : Html.Of($"""<path class="line {look}" d="{path.ToString()}"/>"""))}""");
    }
}

/// <summary>One layer of stacked columns: the name of its look, and a height for each column.</summary>
internal sealed record Layer(string Name, string Look, IReadOnlyList<double> Heights);
