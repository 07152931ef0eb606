using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace WorkOs.AspNetCore;

/// <summary>
/// Marks an app, or a group of its routes, in which the sign-in and sign-out endpoints are mapped. It has no endpoints of its own.
/// </summary>
internal sealed class SharedEndpoints(IEndpointConventionBuilder conventions) : EndpointDataSource
{
    private readonly IEndpointConventionBuilder _conventions = conventions;

    public override IReadOnlyList<Endpoint> Endpoints => [];

    /// <summary>
    /// Maps the endpoints for the scheme, unless they are mapped here already: a sign-in starts the scheme that is mapped first, and a sign-out ends
    /// the session of the scheme that the user signed in with.
    /// </summary>
    public static IEndpointConventionBuilder Map<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IEndpointRouteBuilder endpoints, string scheme)
        where TOptions : WorkOsRemoteOptions
    {
        if (endpoints.DataSources.OfType<SharedEndpoints>().FirstOrDefault() is { } shared)
        {
            return shared._conventions;
        }

        var conventions = AuthEndpoints.Map<TOptions>(endpoints, scheme);
        endpoints.DataSources.Add(new SharedEndpoints(conventions));
        return conventions;
    }

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
