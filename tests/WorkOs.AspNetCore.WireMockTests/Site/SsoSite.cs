using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An app with <c>AddWorkOs</c>.</summary>
internal static class SsoSite
{
    public static Task<Site> StartAsync(WireMockServer workOs, Action<WorkOsOptions>? configure = null) => Site.StartAsync(
        workOs,
        services => services.AddWorkOs(options =>
        {
            options.ClientId = Site.ClientId;
            options.ApiKey = Site.ApiKey;
            options.BaseAddress = workOs.Address;
            options.ErrorPath = Site.ErrorPath;
            options.BackchannelTimeout = Site.Patience;
            configure?.Invoke(options);
        }),
        MapPages);

    private static void MapPages(IEndpointRouteBuilder site)
    {
        site.MapWorkOs();
        site.MapGet(Site.ErrorPath, (string error) => error);
        site.MapGet("/sign-in", (string? organization, string? connection, string? provider, string? domain) => Results.Challenge(
            new WorkOsChallengeProperties
            {
                Organization = organization,
                Connection = connection,
                Provider = provider,
                Domain = domain,
                LoginHint = "ada@acme.example",
                RedirectUri = Site.AccountPath,
            },
            [WorkOsDefaults.AuthenticationScheme]));
        site.MapGet(Site.AccountPath, (ClaimsPrincipal user) => user.Claims.Select(claim => new[] { claim.Type, claim.Value }));
        site.MapPost("/sign-out", () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = Site.SignedOutPath }, [WorkOsDefaults.AuthenticationScheme]));
    }
}
