using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Accounts;

/// <summary>Section <c>Admin</c>: the first admin. With both empty, one is made and its password printed once.</summary>
public sealed class AdminOptions
{
    public string Email { get; set; } = "";

    public string Password { get; set; } = "";
}

internal sealed class AdminOptionsCheck : IValidateOptions<AdminOptions>
{
    public ValidateOptionsResult Validate(string? name, AdminOptions options)
    {
        if (options is { Email: "", Password: "" }) return ValidateOptionsResult.Success;
        if (options.Email == "" || options.Password == "")
            return ValidateOptionsResult.Fail("Admin:Email and Admin:Password belong together: set both, or neither.");
        var faults = Registration.From(options.Email, options.Password, FirstAdmin.Name).Faults;
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"The first admin (section Admin) cannot be made: {fault.Value}"));
    }
}
