using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>The two ways to sign in through WorkOS that are compared, each as in an app.</summary>
internal static class Schemes
{
    private const string ClientId = "client_01HQ3YB2D5F8H1K4N7Q0T3W6Z9";
    private const string ApiKey = "sk_test_a2V5XzAxSFEzWUIyRDVGOEgxSzRON1EwVDNXNlo5";

    public static AuthenticationBuilder AddCookieOnly(IServiceCollection services) => services
        .AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = WorkOsDefaults.AuthenticationScheme;
        })
        .AddCookie();

    public static void AddPackage(IServiceCollection services, HttpMessageHandler? backchannel) =>
        services.AddWorkOs(options =>
        {
            options.ClientId = ClientId;
            options.ApiKey = ApiKey;
            options.Organization = StubWorkOs.Organization;
            options.BackchannelHttpHandler = backchannel;
        });

    /// <summary>Sign-in without the package: the framework's OAuth handler, and the profile from the profile endpoint.</summary>
    public static void AddByHand(IServiceCollection services, HttpMessageHandler? backchannel) =>
        AddCookieOnly(services).AddOAuth(WorkOsDefaults.AuthenticationScheme, options =>
        {
            options.ClientId = ClientId;
            options.ClientSecret = ApiKey;
            options.AdditionalAuthorizationParameters["organization"] = StubWorkOs.Organization;
            options.BackchannelHttpHandler = backchannel;
            options.CallbackPath = WorkOsDefaults.CallbackPath;
            options.AuthorizationEndpoint = "https://api.workos.com/sso/authorize";
            options.TokenEndpoint = "https://api.workos.com/sso/token";
            options.UserInformationEndpoint = "https://api.workos.com/sso/profile";
            options.UsePkce = true;
            options.Events.OnCreatingTicket = ReadProfileAsync;

            options.ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, "id");
            options.ClaimActions.MapJsonKey(ClaimTypes.Name, "name");
            options.ClaimActions.MapJsonKey(ClaimTypes.Email, "email");
            options.ClaimActions.MapJsonKey(ClaimTypes.GivenName, "first_name");
            options.ClaimActions.MapJsonKey(ClaimTypes.Surname, "last_name");
            options.ClaimActions.MapJsonKey(WorkOsClaimTypes.OrganizationId, "organization_id");
            options.ClaimActions.MapJsonKey(WorkOsClaimTypes.ConnectionId, "connection_id");
            options.ClaimActions.MapJsonKey(WorkOsClaimTypes.ConnectionType, "connection_type");
            options.ClaimActions.MapJsonKey(WorkOsClaimTypes.IdpId, "idp_id");
            options.ClaimActions.MapJsonSubKey(WorkOsClaimTypes.Picture, "custom_attributes", "picture");
            options.ClaimActions.MapJsonSubKey(ClaimTypes.Role, "role", "slug");
            options.ClaimActions.MapJsonKey(WorkOsClaimTypes.Group, "groups");
        });

    private static async Task ReadProfileAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var response = await context.Backchannel.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var profile = JsonDocument.Parse(await response.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        context.RunClaimActions(profile.RootElement);
    }
}
