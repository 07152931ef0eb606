using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>What a test asks of a machine and tells it, below <c>/cluster</c>.</summary>
internal sealed class MachineEndpoints(SiteSettings settings, SkewedClock clock, KillSwitch steps, IKeyManager keys, IDistributedCache cache, WorkOsSessions sessions)
{
    public const string MachineHeader = "X-Machine";
    public const string Health = "/cluster/health";
    public const string Ready = "/cluster/ready";
    public const string SignIn = "/cluster/sign-in";
    public const string Who = "/cluster/who";
    public const string Switch = "/cluster/switch";
    public const string Kill = "/cluster/kill";
    public const string Clock = "/cluster/clock";
    public const string Keys = "/cluster/keys";

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers[MachineHeader] = settings.Machine;
        return context.Request.Path.Value switch
        {
            Health => Task.CompletedTask,
            Ready => cache.GetAsync("ready", context.RequestAborted),
            SignIn => context.ChallengeAsync(
                WorkOsAuthKitDefaults.AuthenticationScheme,
                new WorkOsAuthKitChallengeProperties { Organization = Query(context, "organization"), RedirectUri = Who }),
            Who => AnswerAsync(context),
            Switch => SwitchAsync(context),
            Kill => Do(() => steps.Arm(Enum.Parse<RefreshStep>(Query(context, "step")))),
            Clock => Do(() => clock.Ahead = TimeSpan.FromMilliseconds(long.Parse(Query(context, "milliseconds"), CultureInfo.InvariantCulture))),
            Keys => Do(() => keys.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30))),
            _ => next(context),
        };
    }

    private static string Query(HttpContext context, string name) => context.Request.Query[name].ToString();

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    // As an endpoint that requires a user does: whoever is not signed in is challenged.
    private async Task AnswerAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync() is { Succeeded: true, Principal: { } user })
        {
            await context.Response.WriteAsJsonAsync(new WhoIsSignedIn(
                user.FindFirstValue(ClaimTypes.NameIdentifier),
                user.FindFirstValue(WorkOsClaimTypes.SessionId),
                user.FindFirstValue(WorkOsClaimTypes.OrganizationId),
                user.FindFirstValue(ClaimTypes.Role)));
        }
        else
        {
            await context.ChallengeAsync();
        }
    }

    private async Task SwitchAsync(HttpContext context)
    {
        try
        {
            await sessions.SwitchOrganizationAsync(context, Query(context, "organization"));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (WorkOsAuthenticationException failure)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            await context.Response.WriteAsync(failure.Code);
        }
        catch (InvalidOperationException)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }
}
