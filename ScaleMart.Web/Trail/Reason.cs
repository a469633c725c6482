namespace ScaleMart.Web.Trail;

/// <summary>Why an admin acts: kept with what was done, so it must say something.</summary>
public static class Reason
{
    public const int Longest = 300;

    public const string Rule = "must have 1 to 300 characters, none of them a control character";

    public static bool IsGiven(string? reason) => !string.IsNullOrWhiteSpace(reason) && reason.Length <= Longest && !reason.Any(char.IsControl);
}
