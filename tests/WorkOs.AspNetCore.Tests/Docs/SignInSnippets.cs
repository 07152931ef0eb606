using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/sign-in.md shows.</summary>
public static class SignInSnippets
{
    public sealed record Tenant(string Domain, string WorkOsOrganization);

    public sealed class TenantDirectory(params IReadOnlyList<Tenant> tenants)
    {
        public Task<Tenant?> FindByDomainAsync(string domain, CancellationToken cancellationToken) =>
            Task.FromResult(tenants.FirstOrDefault(tenant => tenant.Domain == domain)).WaitAsync(cancellationToken);
    }

    // snippet: resolver
    public sealed class TenantResolver(TenantDirectory tenants) : IWorkOsOrganizationResolver
    {
        public async ValueTask<string?> FindOrganizationAsync(WorkOsOrganizationContext context) =>
            (await tenants.FindByDomainAsync(context.Domain, context.CancellationToken))?.WorkOsOrganization;
    }

    // end

    public static void AddResolver(WebApplicationBuilder builder)
    {
        // snippet: add-resolver
        builder.Services.AddSingleton<IWorkOsOrganizationResolver, TenantResolver>();
        // end
    }

    public static void ShowAPageOfTheAppToUsersWithoutAccess(WebApplicationBuilder builder)
    {
        // snippet: access-denied
        builder.Services.Configure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.AccessDeniedPath = "/access-denied");
        // end
    }

    public static void SetTheLifetimeOfSessions(WebApplicationBuilder builder)
    {
        // snippet: session-lifetime
        builder.Services.AddWorkOs();
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
        {
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.SlidingExpiration = false;
            cookie.Cookie.Name = "__Host-Session";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        // end
    }

    public static IResult Challenge(Tenant tenant)
    {
        // snippet: challenge
        return Results.Challenge(
            new WorkOsChallengeProperties { Organization = tenant.WorkOsOrganization, RedirectUri = "/reports" },
            [WorkOsDefaults.AuthenticationScheme]);
        // end
    }

    public static void AskOnAPageOfTheApp(WebApplication app)
    {
        // snippet: switch-account
        app.MapGet("/switch-account", (HttpContext context) => WorkOsAccountSwitch.FromRequest(context) is { } question
            ? Results.Content($"""
                <form method="post" action="{HtmlEncoder.Default.Encode(question.Action)}">
                <input type="hidden" name="{question.FieldName}" value="{HtmlEncoder.Default.Encode(question.FieldValue)}">
                <a href="{HtmlEncoder.Default.Encode(question.ReturnUrl)}">Stay signed in</a>
                <button>Continue with another account</button>
                </form>
                """, "text/html; charset=utf-8")
            : Results.Redirect("/"));
        // end
    }

    public static void RefusePeople(WorkOsOptions options)
    {
        // snippet: refuse
        options.Events.OnCreatingTicket = context =>
        {
            if (context.Principal!.IsInRole("contractor"))
            {
                context.Fail("Contractors use another site.");
            }

            return Task.CompletedTask;
        };
        // end
    }

    public static void TakeOverFailures(WorkOsOptions options)
    {
        // snippet: failure
        options.Events.OnRemoteFailure = context =>
        {
            if (context.Failure is WorkOsAuthenticationException { Code: WorkOsFailureCodes.OrganizationNotFound })
            {
                context.Response.Redirect("/request-access");
                context.HandleResponse();
            }

            return Task.CompletedTask;
        };
        // end
    }

    public static void EndSessionsOfWhoeverIsGone(WebApplicationBuilder builder, string secret)
    {
        // snippet: webhook-secret
        builder.Services.AddWorkOs(options => options.WebhookSecrets.Add(secret));
        // end
    }

    public static void MapWebhooks(WebApplication app)
    {
        // snippet: webhooks
        app.MapWorkOsWebhooks(WorkOsDefaults.AuthenticationScheme);
        // end
    }

    public static void UseProxy(WebApplication app)
    {
        // snippet: proxy
        app.UseForwardedHeaders();
        app.UseAuthentication();
        app.UseAuthorization();
        // end
    }
}
