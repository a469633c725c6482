using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>Markup. What stands in a hole of an interpolated text is encoded, unless it is markup itself, so nothing gets in by being forgotten.</summary>
public readonly record struct Html(string Text)
{
    public static Html None => new("");

    public static Html Of(HtmlText text) => new(text.ToString());

    public static Html All(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Text)));

    public override string ToString() => Text;
}

/// <summary>The compiler writes interpolated texts to it.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlText(int literalLength, int holes)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new(literalLength + (holes * 16));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Html markup) => _text.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Html> markup)
    {
        foreach (var part in markup) _text.Append(part.Text);
    }

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
