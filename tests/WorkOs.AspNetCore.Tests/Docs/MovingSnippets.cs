using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/moving.md shows.</summary>
public static class MovingSnippets
{
    public static void FromOpenIdConnect(WebApplicationBuilder builder)
    {
        // snippet: openid-connect
        builder.Services.AddWorkOs(options =>
        {
            options.SignInPath = "/sign-in";
            options.Events.OnCreatingTicket = AddTenantAsync;
        });
        // end
    }

    public static void FromAuth0(WebApplication app)
    {
        // snippet: auth0
        app.MapWorkOsAuthKit();     // GET /auth/sign-in, POST /auth/sign-out
        // end
    }

    public static IResult FromAuth0(string organization, string returnUrl)
    {
        // snippet: auth0-challenge
        return Results.Challenge(
            new WorkOsAuthKitChallengeProperties { Organization = organization, RedirectUri = returnUrl },
            [WorkOsAuthKitDefaults.AuthenticationScheme]);
        // end
    }

    public static void FromOwnCode(WebApplicationBuilder builder)
    {
        // snippet: own-code
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => options.LoginPath = "/sign-in")
            .AddWorkOs(options =>
            {
                options.CallbackPath = "/callback";
                options.Organization = "org_01…";
            });
        // end
    }

    public static void FromOwnCode(WebApplication app)
    {
        // snippet: own-code-endpoint
        app.MapGet("/sign-in", (string? returnUrl) => Results.Challenge(
            new WorkOsChallengeProperties { RedirectUri = returnUrl ?? "/" }, [WorkOsDefaults.AuthenticationScheme]));
        // end
    }

    private static Task AddTenantAsync(OAuthCreatingTicketContext context) => Task.CompletedTask;

    public sealed record Account(string Id);

    public abstract class AccountStore
    {
        public abstract Task<Account?> FindAsync(string id);

        public abstract Task<Account?> FindByFormerIdAsync(string? organization, string? id);

        public abstract Task<Account?> FindByEmailAsync(string? organization, string? email);

        public abstract Task<Account> RememberAsync(Account account, string id);
    }

    public sealed class Accounts(AccountStore accounts, IWorkOsOrganizationResolver organizations)
    {
        // snippet: accounts
        public async Task<Account?> FindAsync(HttpContext context, ClaimsPrincipal user)
        {
            var id = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
            if (await accounts.FindAsync(id) is { } known)
            {
                return known;
            }

            var organization = user.FindFirstValue(WorkOsClaimTypes.OrganizationId);
            var found = await accounts.FindByFormerIdAsync(organization, user.FindFirstValue(WorkOsClaimTypes.IdpId));
            if (found is null && await organizations.OwnsEmailDomainAsync(context, user))
            {
                found = await accounts.FindByEmailAsync(organization, user.FindFirstValue(ClaimTypes.Email));
            }

            return found is null ? null : await accounts.RememberAsync(found, id);
        }

        // end
    }
}
