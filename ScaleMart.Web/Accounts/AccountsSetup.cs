using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts.Sessions;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts;

/// <summary>
/// Who is asking: people by password, their browsers by cookie, programs by access token, and nobody learns from an answer
/// whether an e-mail is known here. Who is locked is out within a token's life. It keeps accounts, hashes of passwords and of refresh tokens, and one signing key. What may
/// go wrong: a rush of sign-ins fills the line for hashing, and then some are told to come back; a bad key or half a first
/// admin in the settings stops the start.
/// </summary>
public static class AccountsSetup
{
    private const string EitherScheme = "either";

    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        AddChecked<AccountsOptions>(services, "Accounts");
        AddChecked<AdminOptions>(services, "Admin").AddSingleton<IValidateOptions<AdminOptions>, AdminOptionsCheck>();
        AddChecked<JwtOptions>(services, "Jwt").AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsCheck>();

        services.TryAddSingleton(TimeProvider.System);
        services.AddBook<IUserBook, SqliteUserBook, MongoUserBook>(SqliteUserBook.Schema, MongoUserBook.Indexes);
        services.AddBook<IRefreshTokenBook, SqliteRefreshTokenBook, MongoRefreshTokenBook>(SqliteRefreshTokenBook.Schema, MongoRefreshTokenBook.Indexes);
        services.AddSingleton<Passwords>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton(Tokens);
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<UserDesk>();
        services.AddSingleton<SessionLook>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FirstAdmin>(provider, Console.Out));

        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerSetup>();
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, o => o.ForwardDefaultSelector = SchemeOf)
            .AddCookie(AccountCookie.Scheme, AccountCookie.Configure)
            .AddJwtBearer();
        services.AddSingleton<KnownTokens>().AddScoped<IAuthenticationService, RememberingAuthentication>();
        services.AddAuthorization(Policies.Configure).AddSingleton<IPolicyEvaluator, ShortPolicies>();
        // Built at the start, not at the first token: then the key's file is there for whoever mints tokens outside.
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).ValidateOnStart();
        return services;
    }

    // What policies name no scheme for: pages that anyone may see know their visitor by cookie, the hub by cookie or token.
    private static string SchemeOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/hubs") && Caller.BringsToken(context.Request)
            ? JwtBearerDefaults.AuthenticationScheme
            : AccountCookie.Scheme;

    // The data directory is opened only where its key is needed: with stores of one's own there is none.
    private static AccessTokens Tokens(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<JwtOptions>>().Value.SigningKey is { Length: > 0 } text
            ? Encoding.UTF8.GetBytes(text)
            : provider.GetRequiredService<DataDirectory>().Secret("jwt.key"),
        provider.GetRequiredService<TimeProvider>());

    private static IServiceCollection AddChecked<TOptions>(IServiceCollection services, string section) where TOptions : class =>
        services.AddOptionsWithValidateOnStart<TOptions>()
            .BindConfiguration(section, o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations().Services;
}
