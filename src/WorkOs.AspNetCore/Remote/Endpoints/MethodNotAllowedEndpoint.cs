using System.Diagnostics.CodeAnalysis;

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
