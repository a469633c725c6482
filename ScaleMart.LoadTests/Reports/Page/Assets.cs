using System.Text.RegularExpressions;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>The style of a report with its typefaces inside: the shop's own, built into this program.</summary>
internal static partial class Assets
{
    private static readonly Lazy<Html> Whole = new(() => new Html(
        FontReference().Replace(Text("tokens.css"), font => $"data:font/woff2;base64,{Base64(font.Groups[1].Value)}") + Text("report.css")));

    public static Html Style => Whole.Value;

    private static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static string Base64(string name)
    {
        using var bytes = new MemoryStream();
        using var stream = Open(name);
        stream.CopyTo(bytes);
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    [GeneratedRegex(@"\.\./fonts/([a-z-]+\.woff2)")]
    private static partial Regex FontReference();

    private static Stream Open(string name) =>
        typeof(Assets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was not built in.");
}
