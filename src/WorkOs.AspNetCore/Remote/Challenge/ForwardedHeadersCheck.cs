namespace WorkOs.AspNetCore;

/// <summary>
/// Logs a warning, once in the lifetime of the app, if a proxy receives https requests from browsers while the app sees http: the redirect URI would
/// be wrong, and WorkOS would refuse it on its own error page.
/// </summary>
internal sealed class ForwardedHeadersCheck
{
    private int _warned;

    public void Warn(RemoteRequest request)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            Log.ForwardedHeadersUnused(request.Logger, request.Scheme.Name);
        }
    }
}
