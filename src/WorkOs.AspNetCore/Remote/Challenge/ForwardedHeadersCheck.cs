namespace WorkOs.AspNetCore;

/// <summary>
/// Notices, once in the life of the app, that a proxy speaks https to browsers while the app believes it is reached
/// over http: the redirect URI would be wrong, and WorkOS would refuse it on a page of its own.
/// </summary>
internal sealed class ForwardedHeadersCheck
{
    private int _warned;

    public void Inspect(HttpRequest request, string scheme, ILogger logger)
    {
        if (!request.IsHttps
            && request.Headers.ContainsKey("X-Forwarded-Proto")
            && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            Log.ForwardedHeadersUnused(logger, scheme);
        }
    }
}
