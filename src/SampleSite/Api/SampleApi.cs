using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using WorkOs.AspNetCore;

namespace SampleSite.Api;

/// <summary>The API of the site: four kinds of credentials in one header, and a policy for each endpoint.</summary>
internal static class SampleApi
{
    /// <summary>The scheme of the access tokens that the AuthKit domain issues.</summary>
    public const string ConnectScheme = "WorkOS.Bearer.Connect";

    /// <summary>The endpoints, with a description of what each requires.</summary>
    public static IReadOnlyList<ApiEndpoint> Endpoints { get; } =
    [
        new("GET", "/api/whoami", "Any credential"),
        new("GET", "/api/profile", "A user"),
        new("GET", "/api/posts", "The scope posts:read"),
        new("POST", "/api/posts", "The permission posts:write"),
        new("POST", "/api/import", "A machine with the scope posts:import"),
    ];

    public static AuthenticationBuilder AddSampleApi(this AuthenticationBuilder builder) => builder
        .AddWorkOsBearer()
        .AddWorkOsBearer(ConnectScheme, options => options.Enabled &= options.AuthKitDomain is not null)
        .AddWorkOsApiKey()
        .AddWorkOsApi();

    public static void MapSampleApi(this IEndpointRouteBuilder app)
    {
        // Without the error page: clients of the API read the status and the headers only.
        var api = app.MapGroup("/api")
            .RequireAuthorization(policy => policy
                .AddAuthenticationSchemes(WorkOsApiDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser())
            .WithMetadata(new SkipStatusCodePagesAttribute());

        api.MapGet("/whoami", (ClaimsPrincipal user) => new WhoAmI(
            user.FindFirstValue(ClaimTypes.NameIdentifier),
            user.FindFirstValue(WorkOsClaimTypes.OrganizationId),
            [.. user.FindAll(WorkOsClaimTypes.Permission).Select(claim => claim.Value)]));
        api.MapGet("/profile", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireWorkOsUser();
        api.MapGet("/posts", () => Results.Ok()).RequireWorkOsScope("posts:read");
        api.MapPost("/posts", () => Results.Ok()).RequireWorkOsPermission("posts:write");
        api.MapPost("/import", () => Results.Ok()).RequireWorkOsMachine().RequireWorkOsScope("posts:import");
    }
}
