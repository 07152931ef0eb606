namespace WorkOs.AspNetCore;

/// <summary>
/// Warns, once in the life of the app, that a proxy speaks https to browsers while the app believes it is reached
/// over http: the redirect URI would be wrong, and WorkOS would refuse it on a page of its own.
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
