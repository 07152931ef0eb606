using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>An API with <c>AddWorkOsBearer</c>.</summary>
internal static class BearerSite
{
    // Recorded tokens say where WorkOS is, not where WireMock is.
    private const string Issuer = "https://api.workos.com/user_management/" + Site.ClientId;

    public static Task<Site> StartAsync(
        WireMockServer workOs, Action<WorkOsBearerOptions>? configure = null, TimeProvider? clock = null) =>
        Site.StartAsync(
            workOs,
            services =>
            {
                services.AddSingleton(clock ?? RecordedTime.NewClock());
                services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer(options =>
                {
                    options.ClientId = Site.ClientId;
                    options.BaseAddress = workOs.Address;
                    options.ValidIssuers.Add(Issuer);
                    options.BackchannelTimeout = Site.Patience;
                    configure?.Invoke(options);
                });
            },
            api => api.MapGet(Site.AccountPath, (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireAuthorization());
}
