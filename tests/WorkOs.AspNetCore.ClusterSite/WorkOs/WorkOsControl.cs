using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>What a test asks of WorkOS and tells it, below <c>/control</c>.</summary>
internal static class WorkOsControl
{
    public const string Refreshes = "/control/refreshes";
    public const string People = "/control/people";
    public const string Lifetime = "/control/lifetime";
    public const string Clock = "/control/clock";
    public const string Lose = "/control/lose";
    public const string Hold = "/control/hold";
    public const string Held = "/control/held";
    public const string Release = "/control/release";
    public const string Replay = "/control/replay";
    public const string WebhookUrl = "/control/webhook-url";
    public const string Revoke = "/control/revoke";

    public static void MapControl(
        this IEndpointRouteBuilder app, WorkOsSandbox sandbox, WorkOsSandboxAuthKitOptions options, Gateway gateway, RefreshJournal journal, HeldReplies held)
    {
        app.MapGet(Refreshes, (int since) => Results.Json(journal.Since(since)));
        app.MapGet(People, () => Results.Json(sandbox.People.DistinctBy(person => person.Email).ToDictionary(person => person.Email, person => person.UserId)));
        app.MapPost(Lifetime, (int seconds) => { options.AccessTokenLifetime = TimeSpan.FromSeconds(seconds); });
        app.MapPost(Clock, (int seconds) => sandbox.AdvanceTime(TimeSpan.FromSeconds(seconds)));
        app.MapPost(Lose, (int every) => { gateway.LosesEvery = every; });
        app.MapPost(Hold, (string user) => held.Hold(user));
        app.MapGet(Held, (string user, CancellationToken left) => held.WaitForReplyAsync(user, left));
        app.MapPost(Release, (string user) => held.Release(user));
        app.MapPost(Replay, (bool forOtherOrganizations) => { options.ReplayRefreshForOtherOrganizations = forOtherOrganizations; });
        app.MapPost(WebhookUrl, (string url) => { sandbox.AuthKit.WebhookUrl = new Uri(url); });

        // The status with which the app has taken the webhook.
        app.MapPost(Revoke, async (string session) => Results.Json(await sandbox.AuthKit.RevokeSessionAsync(session)));
    }
}
