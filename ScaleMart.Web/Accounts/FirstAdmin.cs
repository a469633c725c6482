using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts;

/// <summary>
/// Sees to it at every start that there is an admin: the configured one, or else, on embedded stores, one with a random
/// password that is told to the console once, and to no log. An admin who is there already stays as they are.
/// </summary>
public sealed class FirstAdmin(IUserBook users, Passwords passwords, IOptions<AdminOptions> options, Stores stores, TimeProvider time, ILogger<FirstAdmin> log, TextWriter console)
    : StartErrand(stores, time, log)
{
    public const string Name = "Admin";
    private const string MadeEmail = "admin@scalemart.local";

    protected override async Task RunAsync(CancellationToken cancel)
    {
        if (options.Value.Email != "") await KeepConfiguredAsync(Registration.TidyEmail(options.Value.Email), options.Value.Password, cancel);
        else if (await users.HasAdminAsync(cancel)) return;
        else if (AreEmbedded) await MakeAsync(cancel);
        else Logger.NoAdmin(); // Several processes may start at once, and their consoles may be kept: nothing secret is made up here.
    }

    private async Task KeepConfiguredAsync(string email, string password, CancellationToken cancel)
    {
        if (await AddAsync(email, password, cancel) || (await users.FindByEmailAsync(email, cancel))?.Account.Role == Roles.Admin) return;
        // Another admin may have given them another role since; then the shop is in good hands, and the account stays as it is.
        if (await users.HasAdminAsync(cancel)) Logger.NotAnAdmin(email);
        else
        {
            // Lifting the account up would hand the shop to whoever registered it and knows its password.
            throw new StartRefusedException($"Admin:Email is '{email}', but that account was registered by a shopper. Choose another e-mail for the admin.");
        }
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        var password = Ids.New(16);
        if (!await AddAsync(MadeEmail, password, cancel))
            throw new StartRefusedException($"There is no admin, and '{MadeEmail}' belongs to a shopper. Set Admin:Email and Admin:Password.");
        await console.WriteLineAsync($"{Environment.NewLine}  First start: the admin is {MadeEmail}, password {password} (shown only now).{Environment.NewLine}");
    }

    private async Task<bool> AddAsync(string email, string password, CancellationToken cancel)
    {
        if (await users.FindByEmailAsync(email, cancel) is not null) return false;
        var hash = await passwords.HashAsync(password, cancel) ?? throw new InvalidOperationException("The admin's password could not be hashed: too many wait.");
        return await users.AddAsync(new User(new Account(Ids.New(), email, Name, Roles.Admin, Now), hash), cancel);
    }
}
