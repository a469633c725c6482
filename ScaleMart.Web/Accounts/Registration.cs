using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ScaleMart.Web.Accounts;

/// <summary>What somebody typed to register, made tidy, and the sentences to show where it will not do.</summary>
internal sealed partial record Registration(string Email, string Password, string Name, IReadOnlyDictionary<string, string> Faults)
{
    public static Registration From(string email, string password, string name)
    {
        email = TidyEmail(email);
        name = name.Trim();
        var faults = new Dictionary<string, string>();
        if (email.Length > 254 || !EmailForm().IsMatch(email)) faults["email"] = "Enter an e-mail address such as name@example.com, at most 254 characters.";
        if (password.Length is < 8 or > 200) faults["password"] = "Choose a password of 8 to 200 characters.";
        if (name.Length is < 1 or > 80 || name.EnumerateRunes().Any(IsUnprintable)) faults["name"] = "Enter a name of 1 to 80 characters, on one line.";
        return new(email, password, name, faults);
    }

    /// <summary>One person, one spelling: trimmed and lower case.</summary>
    public static string TidyEmail(string email) => email.Trim().ToLowerInvariant();

    private static bool IsUnprintable(Rune rune) =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"^[^\s@\p{C}]{1,64}@[^\s@.\p{C}]+(\.[^\s@.\p{C}]+)+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EmailForm();
}
