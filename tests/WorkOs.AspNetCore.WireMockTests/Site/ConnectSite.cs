using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An app with <c>AddWorkOsConnect</c>, at a domain whose endpoints WireMock answers.</summary>
internal static class ConnectSite
{
    private const string MetadataPath = "/.well-known/openid-configuration";

    /// <summary>Starts the app; every endpoint is below the address that it is given.</summary>
    public static async Task<Site> StartAsync(
        WireMockServer workOs, Uri tokens, Uri keys, Action<WorkOsConnectOptions>? configure = null, Uri? userInfo = null, Uri? revocation = null)
    {
        var site = await StartAsync(workOs, configure);
        var domain = workOs.Address.GetLeftPart(UriPartial.Authority);
        var metadata = new Dictionary<string, string>
        {
            ["issuer"] = domain,
            ["authorization_endpoint"] = $"{domain}/oauth2/authorize",
            ["token_endpoint"] = Below(tokens, "token"),
            ["jwks_uri"] = Below(keys, "jwks"),
        };
        if (userInfo is not null)
        {
            metadata["userinfo_endpoint"] = Below(userInfo, "userinfo");
        }

        if (revocation is not null)
        {
            metadata["revocation_endpoint"] = Below(revocation, "revoke");
        }

        await workOs.AnswerAsync(MetadataPath, new
        {
            status = 200,
            headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            jsonBody = metadata,
        });
        return site;
    }

    /// <summary>Starts the app, at a domain that signs its tokens for <see cref="SignInAsync"/>.</summary>
    public static Task<Site> StartLiveAsync(
        WireMockServer workOs, Action<WorkOsConnectOptions>? configure = null, Uri? userInfo = null, Uri? revocation = null) =>
        StartAsync(workOs, new Uri(workOs.Address, LiveTokens.Path), new Uri(workOs.Address, LiveTokens.Path), configure, userInfo, revocation);

    /// <summary>Signs Ada in with tokens that fit to her sign-in.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(WireMockServer workOs, Browser browser, string code)
    {
        using var challenge = await browser.AskToSignInAsync(Browser.AskForNothing);
        var authorizeUrl = challenge.Headers.Location!;
        await LiveTokens.PublishAsync(workOs, QueryHelpers.ParseQuery(authorizeUrl.Query)["nonce"].ToString());
        return await browser.ComeBackAsync(authorizeUrl, code);
    }

    /// <summary>Starts the app, with a fault in the place of the metadata.</summary>
    public static async Task<Site> StartWithoutMetadataAsync(WireMockServer workOs, string fault)
    {
        var site = await StartAsync(workOs, configure: null);
        await workOs.AnswerAsync(MetadataPath, TestFolder.ReadMapping("faults", fault).GetProperty("response"));
        return site;
    }

    private static Task<Site> StartAsync(WireMockServer workOs, Action<WorkOsConnectOptions>? configure) => Site.StartAsync(
        workOs,
        services => services
            .AddSingleton<TimeProvider>(RecordedTime.NewClock())
            .AddWorkOsConnect(options =>
            {
                options.AuthKitDomain = workOs.Address;
                options.ClientId = Site.ClientId;
                options.ClientSecret = "secret_wiremock";
                options.ErrorPath = Site.ErrorPath;
                options.BackchannelTimeout = Site.Patience;
                configure?.Invoke(options);
            }),
        MapPages);

    private static string Below(Uri address, string endpoint) => $"{address.AbsoluteUri.TrimEnd('/')}/oauth2/{endpoint}";

    private static void MapPages(IEndpointRouteBuilder site)
    {
        site.MapWorkOsConnect();
        site.MapGet(Site.ErrorPath, (string error) => error);
        site.MapGet("/sign-in", () => Results.Challenge(
            new WorkOsConnectChallengeProperties { RedirectUri = Site.AccountPath, LoginHint = "ada@acme.example" },
            [WorkOsConnectDefaults.AuthenticationScheme]));
        site.MapPost("/sign-out", () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = Site.SignedOutPath }, [WorkOsConnectDefaults.AuthenticationScheme]));
        site.MapGet(Site.AccountPath, (ClaimsPrincipal user) => user.Claims.Select(claim => new[] { claim.Type, claim.Value }));
    }
}
