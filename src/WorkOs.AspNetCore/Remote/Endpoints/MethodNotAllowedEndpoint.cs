using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Answers the methods that an endpoint does not take, for which routing alone has an empty page.</summary>
internal sealed class MethodNotAllowedEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    string scheme, string allowed)
    where TOptions : WorkOsRemoteOptions
{
    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.Allow = allowed;
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<TOptions>>().Get(scheme);
        return EndpointFailure.WriteAsync(context, options, scheme, WorkOsFailureCodes.MethodNotAllowed);
    }
}
