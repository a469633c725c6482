using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ScaleMart.Web.Accounts;

/// <summary>
/// The framework's policies, shortened where that changes nothing: a policy of one scheme takes the caller as the scheme knows them, and
/// one that asks for a signed-in caller and nothing else is kept by anybody who is. All else is the framework's.
/// </summary>
internal sealed class ShortPolicies(IAuthorizationService authorization) : PolicyEvaluator(authorization)
{
    private static readonly Task<PolicyAuthorizationResult> Kept = Task.FromResult(PolicyAuthorizationResult.Success());

    public override async Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context)
    {
        if (policy.AuthenticationSchemes is not [var scheme]) return await base.AuthenticateAsync(policy, context);
        var result = await context.AuthenticateAsync(scheme);
        if (!result.Succeeded) return await base.AuthenticateAsync(policy, context); // It asks again, which costs a refused caller alone.
        context.User = result.Principal;
        return result;
    }

    public override Task<PolicyAuthorizationResult> AuthorizeAsync(AuthorizationPolicy policy, AuthenticateResult authenticationResult, HttpContext context, object? resource) =>
        authenticationResult.Succeeded && policy.Requirements is [DenyAnonymousAuthorizationRequirement] && Caller.IsSignedIn(context.User)
            ? Kept
            : base.AuthorizeAsync(policy, authenticationResult, context, resource);
}
