using System.Text;

namespace ScaleMart.Web.Sales;

/// <summary>A name as it stands in an address: small ASCII letters and digits, joined by single dashes, at most 60 of them.</summary>
public static class Slug
{
    private const int Longest = 60;

    // The app runs without ICU's tables, so the accents of Europe's Latin letters are folded here.
    private static readonly string[] Folds =
    [
        "aàáâãäåāăą", "cçćĉċč", "dðďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł", "nñńņňŋ",
        "oòóôõöøōŏő", "rŕŗř", "sśŝşšß", "tţťŧþ", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
    ];

    /// <summary>"sale" where a name has no letter that can be written so.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            if (Folded(letter) is { } plain) slug.Append(plain);
            else if (letter is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length == Longest) break;
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "sale" : text;
    }

    private static char? Folded(char letter)
    {
        if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) return letter;
        return Array.Find(Folds, fold => fold.Contains(letter, StringComparison.Ordinal))?[0];
    }
}
