using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An app with <c>AddWorkOsAuthKit</c>, which keeps the tokens of a session in its cookie.</summary>
internal static class AuthKitSite
{
    public const string OrganizationSelectionPath = "/organizations";

    public static Task<Site> StartAsync(
        WireMockServer workOs, Action<WorkOsAuthKitOptions>? configure = null, TimeProvider? clock = null, bool useStore = false) =>
        Site.StartAsync(
            workOs,
            services =>
            {
                services.AddSingleton(clock ?? RecordedTime.NewClock());
                var authentication = services.AddWorkOsAuthKit(options =>
                {
                    options.ClientId = Site.ClientId;
                    options.ApiKey = Site.ApiKey;
                    options.BaseAddress = workOs.Address;
                    options.ErrorPath = Site.ErrorPath;
                    options.BackchannelTimeout = Site.Patience;
                    options.SaveTokens = !useStore;
                    configure?.Invoke(options);
                });
                if (useStore)
                {
                    authentication.AddWorkOsDistributedSessions();
                }
            },
            MapPages);

    private static void MapPages(IEndpointRouteBuilder site)
    {
        site.MapWorkOsAuthKit();
        site.MapGet(Site.ErrorPath, (string error) => error);
        site.MapGet("/sign-in", (string? organization, string? connection, string? provider) => Results.Challenge(
            new WorkOsAuthKitChallengeProperties
            {
                Organization = organization,
                Connection = connection,
                Provider = provider,
                LoginHint = "ada@acme.example",
                RedirectUri = Site.AccountPath,
            },
            [WorkOsAuthKitDefaults.AuthenticationScheme]));
        site.MapGet(Site.AccountPath, (ClaimsPrincipal user) => user.Claims.Select(claim => new[] { claim.Type, claim.Value }));
        site.MapPost(OrganizationSelectionPath, async (HttpContext context, WorkOsAuthKitOrganizationSelection selection, string organization) =>
            await selection.SelectAsync(context, organization) ? Results.Empty : Results.Conflict());
    }
}
