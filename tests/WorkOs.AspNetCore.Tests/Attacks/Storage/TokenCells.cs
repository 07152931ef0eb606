using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>Access tokens, what an API remembers of them and of the keys, and what WorkOS said about domains.</summary>
internal static class TokenCells
{
    private const string Token = "access token";
    private const string Remembered = "remembered access token";
    private const string Keys = "published keys";
    private const string Domain = "organization of a domain";
    private static readonly string OtherKeys = TokenForge.KeySetOf(TokenForge.Jwk(TokenForge.StrangerKey, "next"));

    public static IEnumerable<Cell> All =>
    [
        new(Token, Places.Own, Outcome.Accepted, "until it expires", () => SendAsync(TokenForge.Good())),
        new(Token, Places.Environment, Outcome.Refused, "signed by other keys", () => SendAsync(TokenForge.Sign(TokenForge.Header, TokenForge.Payload, TokenForge.StrangerKey))),
        new(Token, "another client", Outcome.Refused, "`client_id` is compared with `ClientId` and `ValidClientIds`", () => SendAsync(With(""","client_id":"client_other" """))),
        new(Token, "another API", Outcome.Refused, "where `ValidAudiences` names this one", () => SendAsync(With(""","aud":"https://other.example" """), static options => options.ValidAudiences.Add("https://api.example"))),
        new(Token, "a token without a session", Outcome.Refused, "it is not meant for an API, unless `RequireSession` is off", () => SendAsync(TokenForge.Sign(TokenForge.Header, TokenForge.Payload.Replace("\"sid\":\"session_01\",", "", StringComparison.Ordinal)))),
        new(Token, Places.Later, Outcome.Refused, "after its `exp`", () => SendLaterAsync(remember: 0)),
        new(Token, Places.Future, Outcome.Refused, "further ahead than `ClockSkew`", () => SendAsync(TokenForge.Sign(TokenForge.Header, TokenForge.Payload.Replace($"\"iat\":{TokenForge.Now}", $"\"iat\":{TokenForge.Now + 120}", StringComparison.Ordinal)))),
        new(Token, Places.Twice, Outcome.Accepted, "it is a bearer's, for minutes", () => SendTwiceAsync(TokenForge.Good(), TokenForge.Good(), remember: 0)),

        new(Remembered, "another signature", Outcome.Refused, "the whole token is compared", () => SendTwiceAsync(TokenForge.Good(), TokenForge.Sign(TokenForge.Header, TokenForge.Payload, TokenForge.StrangerKey), remember: 100)),
        new(Remembered, Places.Scheme, Outcome.Refused, "each scheme remembers its own", SendToSchemeAsync),
        new(Remembered, Places.Later, Outcome.Refused, "its `exp` is looked at each time", () => SendLaterAsync(remember: 100)),
        new(Remembered, "after its key was withdrawn", Outcome.Refused, "within an hour; other keys end what was remembered", () => SendAfterKeysAsync(remember: 100, TimeSpan.FromHours(1), HttpStatusCode.OK)),

        new(Keys, Places.Environment, Outcome.Refused, "they come from the address of the client", () => SendAsync(TokenForge.Good(), keys: OtherKeys)),
        new(Keys, Places.Later, Outcome.Refused, "after an hour others are fetched before they are used", () => SendAfterKeysAsync(remember: 0, TimeSpan.FromHours(1), HttpStatusCode.OK)),
        new(Keys, "an outage of WorkOS", Outcome.Accepted, "for `KeyOutageTolerance`, a day", () => SendAfterKeysAsync(remember: 0, TimeSpan.FromHours(24), HttpStatusCode.ServiceUnavailable)),
        new(Keys, "an outage of more than a day", Outcome.Refused, "tokens are answered with 503", () => SendAfterKeysAsync(remember: 0, TimeSpan.FromHours(26), HttpStatusCode.ServiceUnavailable)),

        new(Domain, Places.Own, Outcome.Accepted, "for five minutes, a miss for one", () => LookUpAsync(WorkOsDefaults.AuthenticationScheme, TimeSpan.FromMinutes(4))),
        new(Domain, Places.Scheme, Outcome.Refused, "each scheme asks its own environment", () => LookUpAsync(SignInWorld.Partner, TimeSpan.Zero)),
        new(Domain, Places.Later, Outcome.Refused, "WorkOS is asked again", () => LookUpAsync(WorkOsDefaults.AuthenticationScheme, TimeSpan.FromMinutes(5))),
    ];

    private static string With(string more) => TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith(more));

    // Minutes and hours pass in these tests, and it is the keys that they are about.
    private static string LongLived() => TokenForge.Sign(
        TokenForge.Header, TokenForge.Payload.Replace($"\"exp\":{TokenForge.Now + 300}", $"\"exp\":{TokenForge.Now + 1_000_000}", StringComparison.Ordinal));

    private static async Task<string> SendAsync(string token, Action<WorkOsBearerOptions>? configure = null, string? keys = null)
    {
        await using var api = await BearerApi.StartAsync(configure);
        if (keys is not null)
        {
            api.WorkOs.Answer = () => Task.FromResult(KeySetServer.Ok(keys));
        }

        return Worth(await api.SendTokenAsync(token));
    }

    private static string Worth(BearerAnswer answer) => answer.Status == 200 ? Outcome.Accepted : Outcome.Refused;

    private static async Task<string> SendTwiceAsync(string first, string second, int remember)
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = remember);
        Assert.Equal(200, (await api.SendTokenAsync(first)).Status);
        return Worth(await api.SendTokenAsync(second));
    }

    private static async Task<string> SendLaterAsync(int remember)
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = remember);
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(331));
        return Worth(await api.SendTokenAsync(TokenForge.Good()));
    }

    private static async Task<string> SendAfterKeysAsync(int remember, TimeSpan age, HttpStatusCode status)
    {
        await using var api = await BearerApi.StartAsync(options => options.TokenCacheSize = remember);
        Assert.Equal(200, (await api.SendTokenAsync(LongLived())).Status);
        api.WorkOs.Answer = () => Task.FromResult(KeySetServer.With(status, status == HttpStatusCode.OK ? OtherKeys : ""));
        api.Clock.Advance(age);
        return Worth(await api.SendTokenAsync(LongLived()));
    }

    // The two differ in nothing but the client whose keys they ask for.
    private static async Task<string> SendToSchemeAsync()
    {
        var stranger = new KeySetServer { Answer = static () => Task.FromResult(KeySetServer.Ok(OtherKeys)) };
        await using var api = await BearerApi.StartAsync(
            static options => options.TokenCacheSize = 100,
            addSchemes: builder => builder.AddWorkOsBearer("Other", options =>
            {
                options.ClientId = TokenForge.ClientId;
                options.TokenCacheSize = 100;
                options.BackchannelHttpHandler = stranger;
            }));
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        return Worth(await api.SendTokenAsync(TokenForge.Good(), "/other"));
    }

    private static async Task<string> LookUpAsync(string scheme, TimeSpan age)
    {
        await using var world = await SignInWorld.StartAsync();
        world.App.Challenge = static () => WorkOsChallengeProperties.ForEmail("ada@acme.com");
        world.App.WorkOs.OnOrganizations = static (_, _) => Task.FromResult(OrganizationList.Of((Profiles.Organization, "acme.com", "verified")));
        await world.Browser.StartAsync("/challenge");
        Assert.Single(world.App.WorkOs.Requests);
        world.App.Clock.Advance(age);

        await world.Browser.StartAsync($"/challenge?scheme={scheme}");

        return world.App.WorkOs.Requests.Count == 1 ? Outcome.Accepted : Outcome.Refused;
    }
}
