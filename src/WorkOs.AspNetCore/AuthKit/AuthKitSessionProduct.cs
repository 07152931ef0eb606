namespace WorkOs.AspNetCore;

/// <summary>The sessions that AuthKit begins.</summary>
internal sealed class AuthKitSessionProduct(IOptionsMonitor<WorkOsAuthKitOptions> options, IServiceScopeFactory scopes) : ISessionProduct
{
    public ISessionScheme? Open(AuthenticationScheme scheme) => scheme.HandlerType.IsAssignableTo(typeof(WorkOsAuthKitHandler))
        ? new AuthKitSessionScheme(scheme, options.Get(scheme.Name), scopes)
        : null;
}
