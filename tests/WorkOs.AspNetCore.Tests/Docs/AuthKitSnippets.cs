using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/authkit.md shows.</summary>
public static class AuthKitSnippets
{
    public sealed class OrdersClient(IReadOnlyDictionary<string, string[]> orders)
    {
        public Task<string[]> ListAsync(string token) => Task.FromResult(orders[token]);
    }

    // snippet: sessions
    public sealed class SessionsModel(WorkOsSessions sessions) : PageModel
    {
        public IReadOnlyList<WorkOsUserSession> Sessions { get; private set; } = [];

        public async Task OnGetAsync() => Sessions = await sessions.GetSessionsAsync(HttpContext);

        public async Task<IActionResult> OnPostAsync(string session)
        {
            await sessions.RevokeSessionAsync(HttpContext, session);
            return RedirectToPage();
        }

        public async Task<IActionResult> OnPostOthersAsync()
        {
            await sessions.RevokeOtherSessionsAsync(HttpContext);
            return RedirectToPage();
        }
    }

    // end

    public static void Add(WebApplicationBuilder builder)
    {
        // snippet: add
        builder.Services.AddWorkOsAuthKit().AddWorkOsDistributedSessions();
        // end

        // snippet: timeout
        builder.Services.Configure<WorkOsSessionCacheOptions>(options => options.Timeout = TimeSpan.FromSeconds(1));
        // end

        // snippet: policy
        builder.Services.AddAuthorization(options => options.AddPolicy("Publish", policy => policy
            .RequireWorkOsPermission("posts:write")
            .RequireWorkOsPermission("posts:publish")));
        // end
    }

    public static void Map(WebApplication app)
    {
        // snippet: map
        app.MapWorkOsAuthKit();
        app.MapWorkOsWebhooks();
        // end

        // snippet: orders
        app.MapGet("/orders", async (HttpContext context, WorkOsSessions sessions, OrdersClient orders) =>
            await sessions.GetAccessTokenAsync(context) is { Succeeded: true } token
                ? Results.Ok(await orders.ListAsync(token.Value))
                : Results.Challenge());
        // end

        // snippet: switch
        app.MapPost("/switch", async (HttpContext context, WorkOsSessions sessions, [FromForm] string organization) =>
        {
            try
            {
                await sessions.SwitchOrganizationAsync(context, organization);
                return Results.LocalRedirect("/");
            }
            catch (WorkOsAuthenticationException failure) when (failure.Code == WorkOsFailureCodes.OrganizationSwitchRejected)
            {
                // Perhaps this organization wants its own single sign-on.
                return Results.Challenge(new WorkOsAuthKitChallengeProperties { Organization = organization, RedirectUri = "/" });
            }
        });
        // end

        // snippet: policies
        app.MapPost("/posts", () => Results.Created()).RequireWorkOsPermission("posts:write");
        app.MapGet("/admin", () => "Hello.").RequireWorkOsRole("admin", "owner");
        app.MapGet("/reports", () => "Reports.").RequireWorkOsEntitlement("reports");
        app.MapGet("/team", () => "The team.").RequireWorkOsOrganization();
        // end

        // snippet: recent
        app.MapPost("/account/close", () => Results.Ok()).RequireWorkOsRecentSignIn(TimeSpan.FromMinutes(10));
        // end
    }

    public static IResult Invite(string invitation)
    {
        // snippet: challenge
        return Results.Challenge(
            new WorkOsAuthKitChallengeProperties { ScreenHint = "sign-up", InvitationToken = invitation, RedirectUri = "/welcome" },
            [WorkOsAuthKitDefaults.AuthenticationScheme]);
        // end
    }

    public static IResult SignInAgain()
    {
        // snippet: step-up
        return Results.Challenge(
            new WorkOsAuthKitChallengeProperties { MaxAge = TimeSpan.Zero, RedirectUri = "/account" },
            [WorkOsAuthKitDefaults.AuthenticationScheme]);
        // end
    }

    public static async Task EndSessionsAsync(WorkOsSessions sessions, string sessionId, string userId)
    {
        ArgumentNullException.ThrowIfNull(sessions);

        // snippet: end
        await sessions.EndSessionAsync(sessionId);
        await sessions.EndUserSessionsAsync(userId);
        // end

        // snippet: end-environment
        await sessions.EndUserSessionsAsync(userId, "AuthKit.Staging");
        // end
    }
}
