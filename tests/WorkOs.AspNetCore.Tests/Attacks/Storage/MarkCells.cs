using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>Marks of sessions, users and memberships that have ended, and the webhooks that set them.</summary>
internal static class MarkCells
{
    private const string Session = "mark of an ended session";
    private const string User = "mark of an ended user";
    private const string Member = "mark of an ended membership";
    private const string Organization = "mark of an ended organization";
    private const string Connection = "mark of an ended connection";
    private const string Person = "mark of a directory user who is gone";
    private const string Webhook = "webhook";
    private const string Here = "client_here";

    public static IEnumerable<Cell> All =>
    [
        new(Session, Places.Own, Outcome.Accepted, "ends the session", () => SessionAsync(Here, "session_1")),
        new(Session, "another session", Outcome.Refused, "its name is that of the session", () => SessionAsync(Here, "session_2")),
        new(Session, Places.Environment, Outcome.Refused, "its name is that of the environment", () => SessionAsync("client_elsewhere", "session_1")),
        new(Session, "a user of the same id", Outcome.Refused, "its name is that of its kind", () => SessionAsync(Here, "session_2", user: "session_1")),
        new(Session, "400 days later", Outcome.Accepted, "longer than a browser keeps any cookie", SessionLaterAsync),

        new(User, Places.Own, Outcome.Accepted, "ends what the user has", () => UserAsync(Here, "user_1", before: true)),
        new(User, "another user", Outcome.Refused, "its name is that of the user", () => UserAsync(Here, "user_2", before: true)),
        new(User, Places.Environment, Outcome.Refused, "its name is that of the environment", () => UserAsync("client_elsewhere", "user_1", before: true)),
        new(User, "a sign-in that follows", Outcome.Refused, "the sign-in saw the mark's generation", () => UserAsync(Here, "user_1", before: false)),
        new(User, "a session " + Places.Future, Outcome.Accepted, "no clock of a machine is compared", () => UserAsync(Here, "user_1", before: true, ahead: TimeSpan.FromDays(1))),

        new(Member, Places.Own, Outcome.Accepted, "ends what the user has in the organization", () => MemberAsync("user_1", "org_acme", TimeSpan.FromMinutes(-1))),
        new(Member, Places.Organization, Outcome.Refused, "its name is that of the organization", () => MemberAsync("user_1", "org_globex", TimeSpan.FromMinutes(-1))),
        new(Member, "another user", Outcome.Refused, "its name is that of the user", () => MemberAsync("user_2", "org_acme", TimeSpan.FromMinutes(-1))),
        new(Member, "a sign-in that follows", Outcome.Refused, "its token is later, by WorkOS's clock", () => MemberAsync("user_1", "org_acme", TimeSpan.FromMinutes(1))),

        new(Organization, Places.Own, Outcome.Accepted, "ends what began in the organization before", () => WatchedAsync(End.OfOrganization(Here, "org_acme"))),
        new(Organization, Places.Organization, Outcome.Refused, "its name is that of the organization", () => WatchedAsync(End.OfOrganization(Here, "org_globex"))),
        new(Organization, Places.Environment, Outcome.Refused, "its name is that of the environment", () => WatchedAsync(End.OfOrganization("client_elsewhere", "org_acme"))),
        new(Organization, "a sign-in that follows", Outcome.Refused, "the sign-in saw the mark", () => WatchedAsync(End.OfOrganization(Here, "org_acme"), before: false)),

        new(Connection, Places.Own, Outcome.Accepted, "ends what began through the connection before", () => WatchedAsync(End.OfConnection(Here, "conn_acme"))),
        new(Connection, "another connection", Outcome.Refused, "its name is that of the connection", () => WatchedAsync(End.OfConnection(Here, "conn_globex"))),
        new(Connection, Places.Environment, Outcome.Refused, "its name is that of the environment", () => WatchedAsync(End.OfConnection("client_elsewhere", "conn_acme"))),
        new(Connection, "an organization of the same id", Outcome.Refused, "its name is that of its kind", () => WatchedAsync(End.OfOrganization(Here, "conn_acme"))),
        new(Connection, "a sign-in that follows", Outcome.Refused, "the sign-in saw the mark", () => WatchedAsync(End.OfConnection(Here, "conn_acme"), before: false)),
        new(Connection, "400 days later", Outcome.Accepted, "longer than a browser keeps any cookie", () => WatchedAsync(End.OfConnection(Here, "conn_acme"), later: TimeSpan.FromDays(400))),

        new(Person, Places.Own, Outcome.Accepted, "ends what the person began before", () => WatchedAsync(End.OfDirectoryUser(Here, "org_acme", "idp_1"))),
        new(Person, "another person", Outcome.Refused, "its name is that of the id", () => WatchedAsync(End.OfDirectoryUser(Here, "org_acme", "idp_2"))),
        new(Person, Places.Organization, Outcome.Refused, "its name is that of the organization", () => WatchedAsync(End.OfDirectoryUser(Here, "org_globex", "idp_1"))),
        new(Person, "the address in another organization", Outcome.Refused, "an e-mail address identifies a user only within an organization", () => WatchedAsync(End.OfDirectoryAddress(Here, "org_globex", Secrets.Email))),
        new(Person, "an address of the same text as the id", Outcome.Refused, "its name is that of its kind", () => WatchedAsync(End.OfDirectoryAddress(Here, "org_acme", "idp_1"))),

        new(Webhook, Places.Own, Outcome.Accepted, "ends what it names", () => WebhookAsync(static webhook => webhook)),
        new(Webhook, Places.Environment, Outcome.Refused, "each endpoint has its secret, each environment its marks", () => WebhookAsync(static webhook => webhook, AuthKitTestBase.WebhookSecret + "_elsewhere")),
        new(Webhook, "another body", Outcome.Refused, "the signature is over the bytes", () => WebhookAsync(static webhook => webhook with { Body = webhook.Body + " " })),
        new(Webhook, Places.Later, Outcome.Refused, "after `WebhookTolerance`", () => WebhookAsync(static webhook => webhook, age: TimeSpan.FromMinutes(4))),
        new(Webhook, Places.Future, Outcome.Refused, "further ahead than `WebhookTolerance`", () => WebhookAsync(static webhook => webhook, age: TimeSpan.FromMinutes(-4))),
        new(Webhook, Places.Twice, Outcome.Refused, "what began after its event goes on", WebhookTwiceAsync),
    ];

    private static EndedSessions MarksOf(TimeProvider clock, SharedCache? cache = null) =>
        new((cache ?? new SharedCache(clock)).AsSessionCache(clock), Reports.Metrics, NullLogger<EndedSessions>.Instance);

    private static async Task<string> WorthAsync(
        EndedSessions marks, string environment, string session, string user, string organization, AuthenticationProperties? properties = null) =>
        await marks.ContainsAsync(environment, session, user, organization, properties) ? Outcome.Accepted : Outcome.Refused;

    private static async Task<string> SessionAsync(string environment, string session, string user = "user_1")
    {
        var marks = MarksOf(new FakeClock());
        await marks.EndSessionAsync(Here, "session_1", CancellationToken.None);
        return await WorthAsync(marks, environment, session, user, "org_acme");
    }

    private static async Task<string> SessionLaterAsync()
    {
        var clock = new FakeClock();
        var marks = MarksOf(clock);
        await marks.EndSessionAsync(Here, "session_1", CancellationToken.None);
        clock.Advance(TimeSpan.FromDays(400));
        return await WorthAsync(marks, Here, "session_1", "user_1", "org_acme");
    }

    private static async Task<string> UserAsync(string environment, string user, bool before, TimeSpan ahead = default)
    {
        var marks = MarksOf(new FakeClock());
        var session = new AuthenticationProperties();
        if (before)
        {
            await BeginAsync(marks, session, MarkExtensions.TokensOf(new FakeClock().GetUtcNow() + ahead), user);
            await marks.EndUserAsync(Here, "user_1", CancellationToken.None);
        }
        else
        {
            await marks.EndUserAsync(Here, "user_1", CancellationToken.None);
            await BeginAsync(marks, session, MarkExtensions.TokensOf(new FakeClock().GetUtcNow()), user);
        }

        return await WorthAsync(marks, environment, "session_1", user, "org_acme", session);
    }

    private static async Task<string> MemberAsync(string user, string organization, TimeSpan began)
    {
        var clock = new FakeClock();
        var marks = MarksOf(clock);
        var session = new AuthenticationProperties();
        await BeginAsync(marks, session, MarkExtensions.TokensOf(clock.GetUtcNow() + began), user);
        await marks.EndMembershipAsync(Here, "user_1", "org_acme", clock.GetUtcNow(), CancellationToken.None);
        return await WorthAsync(marks, Here, "session_1", user, organization, session);
    }

    /// <summary>Whether a session that watches this ends, when everything of Acme does.</summary>
    private static async Task<string> WatchedAsync(End watched, bool before = true, TimeSpan later = default)
    {
        var clock = new FakeClock();
        var marks = MarksOf(clock);
        var session = new AuthenticationProperties();
        if (before)
        {
            (await marks.WatchAsync([watched], CancellationToken.None)).WriteTo(session);
        }

        foreach (var end in (End[])
            [
                End.OfOrganization(Here, "org_acme"), End.OfConnection(Here, "conn_acme"),
                End.OfDirectoryUser(Here, "org_acme", "idp_1"), End.OfDirectoryAddress(Here, "org_acme", Secrets.Email),
            ])
        {
            await marks.EndAsync(end, clock.GetUtcNow(), CancellationToken.None);
        }

        if (!before)
        {
            (await marks.WatchAsync([watched], CancellationToken.None)).WriteTo(session);
        }

        clock.Advance(later);
        return await marks.ContainsAsync(WatchedEnds.Read(session)!, read: null) ? Outcome.Accepted : Outcome.Refused;
    }

    private static async Task BeginAsync(EndedSessions marks, AuthenticationProperties session, SessionTokens first, string user) =>
        SessionState.WriteSignIn(session, first, await marks.FindGenerationAsync(Here, user, CancellationToken.None));

    // ---- Webhooks ----------------------------------------------------------------------------------------------

    private static async Task<string> WebhookAsync(
        Func<Testing.WorkOsSandboxWebhook, Testing.WorkOsSandboxWebhook> change, string secret = AuthKitTestBase.WebhookSecret, TimeSpan age = default)
    {
        await using var world = await SessionWorld.StartAsync();
        var browser = await world.App.SignInAsync(SessionWorld.Ada);
        var webhook = SignedWebhook.Create("session.revoked", IdOf(world), createdAt: null, world.Clock.GetUtcNow() - age, secret);

        var answer = await SignedWebhook.SendAsync(world.App, change(webhook));

        var ended = await SessionWorld.WorthAsync(browser) == Outcome.Refused;
        Assert.Equal(ended, answer.Status == HttpStatusCode.OK);
        return ended ? Outcome.Accepted : Outcome.Refused;
    }

    private static async Task<string> WebhookTwiceAsync()
    {
        await using var world = await SessionWorld.StartAsync();
        var user = world.WorkOs.People.First(static person => person.Email == SessionWorld.Ada).UserId;
        var webhook = SignedWebhook.Create("user.deleted", new JsonObject { ["id"] = user }, createdAt: null, world.Clock.GetUtcNow());
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await SignedWebhook.SendAsync(world.App, webhook);
        var browser = await world.App.SignInAsync(SessionWorld.Ada);

        await SignedWebhook.SendAsync(world.App, webhook);

        return await SessionWorld.WorthAsync(browser) == Outcome.Refused ? Outcome.Accepted : Outcome.Refused;
    }

    private static JsonObject IdOf(SessionWorld world) => new() { ["id"] = world.WorkOs.AuthKit.ActiveSessions[0] };
}
