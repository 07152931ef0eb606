using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>An app tests its handlers of session events without a server: it makes the contexts itself.</summary>
[Trait("Room", "Sessions")]
[Trait("Room", "Webhooks")]
public sealed class SessionContextTests
{
    private static readonly AuthenticationScheme Scheme = new("WorkOS.AuthKit", displayName: null, typeof(WorkOsAuthKitHandler));

    private readonly WorkOsAuthKitOptions _options = new();

    [Theory]
    [InlineData("org_acme", "org_acme", false)]
    [InlineData("org_acme", "org_globex", true)]
    [InlineData("org_acme", null, true)]
    [InlineData(null, null, false)]
    public void A_refreshed_session_tells_whether_it_has_moved(string? organization, string? before, bool moved)
    {
        var context = Refreshing(organization, before);

        Assert.Equal(organization, context.Organization);
        Assert.Equal(moved, context.OrganizationChanged);
        Assert.Equal("Ada", context.User.GetProperty("first_name").GetString());
        Assert.Same(Scheme, context.Scheme);
        Assert.Same(_options, context.Options);
        Assert.Null(context.Failure);
    }

    [Fact]
    public void A_refreshed_session_that_the_app_refuses_keeps_the_reason()
    {
        var byMessage = Refreshing("org_acme", "org_acme");
        var byException = Refreshing("org_acme", "org_acme");
        var reason = new InvalidOperationException("The trial is over.");
        byMessage.Fail("The trial is over.");
        byException.Fail(reason);

        Assert.Equal("The trial is over.", byMessage.Failure?.Message);
        Assert.Same(reason, byException.Failure);
        Assert.Throws<ArgumentNullException>(() => byMessage.Fail((string)null!));
        Assert.Throws<ArgumentNullException>(() => byMessage.Fail((Exception)null!));
    }

    [Fact]
    public async Task A_handler_that_an_app_derives_gets_what_the_test_made()
    {
        var events = new EventsOfTheApp();
        using var services = new ServiceCollection().BuildServiceProvider();
        var ended = new WorkOsSessionEndedContext(
            new DefaultHttpContext(), Scheme, _options, new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_1")])), WorkOsSessionEndReason.Expired);
        var webhook = new WorkOsWebhookReceivedContext(
            new DefaultHttpContext(), Scheme, _options, "event_1", "user.updated", JsonElement.Parse("""{"id":"user_1"}"""), DateTimeOffset.UnixEpoch);

        await events.RefreshFailed(new WorkOsRefreshFailedContext(
            Scheme, _options, services, new WorkOsAuthenticationException(WorkOsFailureCodes.TokenExchangeUnavailable)));
        await events.SessionEnded(ended);
        await events.WebhookReceived(webhook);

        Assert.Equal(["token_exchange_unavailable WorkOS.AuthKit", "Expired user_1", "event_1 user.updated user_1 1970"], events.Seen);
        Assert.Same(_options, ended.Options);
        Assert.Same(Scheme, webhook.Scheme);
    }

    [Fact]
    public void Challenge_properties_take_items_and_parameters_that_exist_already()
    {
        var given = new WorkOsAuthKitChallengeProperties { ScreenHint = "sign-up", MaxAge = TimeSpan.Zero, InvitationToken = "inv", RedirectUri = "/welcome" };

        var copy = new WorkOsAuthKitChallengeProperties(given.Items, given.Parameters);

        Assert.Equal(("sign-up", TimeSpan.Zero, "inv", "/welcome"), (copy.ScreenHint, copy.MaxAge, copy.InvitationToken, copy.RedirectUri));
    }

    private WorkOsRefreshingSessionContext Refreshing(string? organization, string? before)
    {
        var identity = new ClaimsIdentity(organization is null ? [] : [new Claim(WorkOsClaimTypes.OrganizationId, organization)]);
        using var services = new ServiceCollection().BuildServiceProvider();
        return new WorkOsRefreshingSessionContext(
            Scheme, _options, services, identity, new AuthenticationProperties(), JsonElement.Parse("""{"first_name":"Ada"}"""))
        {
            PreviousOrganization = before,
        };
    }

    private sealed class EventsOfTheApp : WorkOsAuthKitEvents
    {
        public List<string> Seen { get; } = [];

        public override Task RefreshFailed(WorkOsRefreshFailedContext context) => See($"{context.Failure.Code} {context.Scheme.Name}");

        public override Task SessionEnded(WorkOsSessionEndedContext context) => See($"{context.Reason} {context.Principal.FindFirstValue("sub")}");

        public override Task WebhookReceived(WorkOsWebhookReceivedContext context) =>
            See($"{context.Id} {context.EventName} {context.Data.GetProperty("id").GetString()} {context.HappenedAt.Year}");

        private Task See(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }
    }
}
