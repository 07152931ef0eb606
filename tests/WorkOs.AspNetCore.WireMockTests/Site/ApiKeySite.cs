using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An API with <c>AddWorkOsApiKey</c>.</summary>
internal static class ApiKeySite
{
    public const string Organization = "sk_recorded_organization";
    public const string User = "sk_recorded_user";

    public static Task<Site> StartAsync(WireMockServer workOs, Action<WorkOsApiKeyOptions>? configure = null, TimeProvider? clock = null) =>
        Site.StartAsync(
            workOs,
            services =>
            {
                services.AddSingleton(clock ?? RecordedTime.NewClock());
                services.AddAuthentication(WorkOsApiKeyDefaults.AuthenticationScheme).AddWorkOsApiKey(options =>
                {
                    options.ApiKey = Site.ApiKey;
                    options.BaseAddress = workOs.Address;
                    options.BackchannelTimeout = Site.Patience;
                    configure?.Invoke(options);
                });
            },
            api => api.MapGet(Site.AccountPath, Describe).RequireAuthorization());

    private static string Describe(ClaimsPrincipal user) => string.Join(' ', new[]
    {
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody",
        user.FindFirstValue(WorkOsClaimTypes.OrganizationId),
        string.Join(',', user.FindAll(WorkOsClaimTypes.Permission).Select(permission => permission.Value)),
        user.FindFirstValue(WorkOsClaimTypes.ApiKeyId),
    });
}
