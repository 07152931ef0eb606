using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Asks a resolver outside of a challenge.</summary>
internal static class ResolverExtensions
{
    public static ValueTask<string?> FindOrganizationAsync(
        this IWorkOsOrganizationResolver resolver, string domain, string scheme, CancellationToken cancellationToken) =>
        resolver.FindOrganizationAsync(new WorkOsOrganizationContext(
            new AuthenticationScheme(scheme, displayName: null, typeof(WorkOsHandler)), domain, new DefaultHttpContext(), cancellationToken));
}
