using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>Records the callback path of each scheme, so that two schemes cannot share one.</summary>
internal sealed class CallbackPathRegistry
{
    private readonly ConcurrentDictionary<string, PathString> _pathByScheme = new(StringComparer.Ordinal);

    /// <summary>Records the path of the scheme, and returns the name of another scheme with the same path, if there is one.</summary>
    public string? Claim(string scheme, PathString path)
    {
        _pathByScheme[scheme] = path;
        return _pathByScheme.FirstOrDefault(other => other.Key != scheme && other.Value == path).Key;
    }
}
