using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>Knows which scheme answers on which callback path, so that two schemes cannot share one.</summary>
internal sealed class CallbackPathRegistry
{
    private readonly ConcurrentDictionary<string, PathString> _pathByScheme = new(StringComparer.Ordinal);

    /// <summary>Notes the path of the scheme, and tells which other scheme already has it.</summary>
    public string? Claim(string scheme, PathString path)
    {
        _pathByScheme[scheme] = path;
        return _pathByScheme.FirstOrDefault(other => other.Key != scheme && other.Value == path).Key;
    }
}
