using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>What <see cref="WorkOsBearerEvents.Forbidden"/> gets.</summary>
public class WorkOsBearerForbiddenContext : PropertiesContext<WorkOsBearerOptions>
{
    /// <summary>Makes the context of one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="properties">What the refusal was called with.</param>
    public WorkOsBearerForbiddenContext(
        HttpContext context, AuthenticationScheme scheme, WorkOsBearerOptions options, AuthenticationProperties properties)
        : base(context, scheme, options, properties)
    {
    }

    /// <summary>Whether the app has answered the request itself.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the app has answered the request itself: nothing is added to the answer.</summary>
    public void HandleResponse() => Handled = true;
}
