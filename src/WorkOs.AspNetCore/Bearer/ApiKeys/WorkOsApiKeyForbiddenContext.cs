namespace WorkOs.AspNetCore;

/// <summary>The context of <see cref="WorkOsApiKeyEvents.Forbidden"/>.</summary>
public sealed class WorkOsApiKeyForbiddenContext : PropertiesContext<WorkOsApiKeyOptions>
{
    /// <summary>Creates the context.</summary>
    /// <param name="context">The current request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">The options of the scheme.</param>
    /// <param name="properties">The properties that <c>ForbidAsync</c> was called with.</param>
    public WorkOsApiKeyForbiddenContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsApiKeyOptions options, AuthenticationProperties properties)
        : base(context, scheme, options, properties)
    {
    }

    /// <summary>Whether the app has written the response. Default: <see langword="false"/>.</summary>
    public bool Handled { get; private set; }

    /// <summary>Marks the response as written by the app. The handler then adds nothing to it.</summary>
    public void HandleResponse() => Handled = true;
}
