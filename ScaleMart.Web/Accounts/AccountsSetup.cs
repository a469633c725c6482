namespace ScaleMart.Web.Accounts;

public static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration) => throw new NotSupportedException();
}
