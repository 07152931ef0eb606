namespace WorkOs.AspNetCore;

/// <summary>The schemes with mapped resource metadata, and the one that is mapped at the root. Filled while endpoints are mapped.</summary>
internal sealed class ProtectedResources
{
    public const string WellKnownPath = "/.well-known/oauth-protected-resource";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _schemes = new(StringComparer.Ordinal);
    private string? _atRoot;

    /// <exception cref="InvalidOperationException">The scheme is mapped already, or another one is at the root.</exception>
    public void Add(string scheme, bool atRoot)
    {
        lock (_gate)
        {
            if (atRoot && _atRoot is { } other)
            {
                throw new InvalidOperationException(
                    $"The resources of the schemes '{other}' and '{scheme}' are both mapped at '{WellKnownPath}', where a client finds one only. Call MapWorkOsProtectedResource with alsoAtRoot: false for all but one.");
            }

            if (!_schemes.Add(scheme))
            {
                throw new InvalidOperationException($"The resource of the scheme '{scheme}' is mapped twice. A scheme has one resource: add a second scheme for a second one.");
            }

            _atRoot = atRoot ? scheme : _atRoot;
        }
    }

    /// <summary>Returns the address of the metadata of the scheme's resource; null if the app has not mapped it.</summary>
    public string? AddressFor(string scheme, string? resource)
    {
        lock (_gate)
        {
            return resource is not null && _schemes.Contains(scheme) ? AddressOf(resource) : null;
        }
    }

    /// <summary>Inserts the well-known path between the host and the path of the resource (RFC 9728 section 3.1).</summary>
    private static string AddressOf(string resource)
    {
        var address = new Uri(resource);
        return WorkOsAddress.Origin(address) + WellKnownPath + (address.AbsolutePath == "/" ? "" : address.AbsolutePath);
    }
}
