using System.Diagnostics;

namespace WorkOs.AspNetCore;

/// <summary>The source of the package's spans.</summary>
internal static class WorkOsActivities
{
    public const string SchemeTag = "aspnetcore.authentication.scheme";

    public static readonly ActivitySource Source = new("WorkOs.AspNetCore");

    /// <summary>
    /// Starts a span that may outlive the current one: it has no parent, and a link to the current one. It becomes the current span of the task.
    /// Without a listener, the current span does not change.
    /// </summary>
    public static Activity? StartDetached(string name)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var origin = Activity.Current;
        Activity.Current = null;
        return Source.StartActivity(
            ActivityKind.Internal,
            parentContext: default,
            links: origin is null ? null : [new ActivityLink(origin.Context)],
            name: name);
    }
}
