using System.Collections.Immutable;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The registered resource indicators, compared byte for byte.</summary>
internal sealed class ConnectResources
{
    private ImmutableList<ConnectResource> _resources = [];

    public ImmutableList<ConnectResource> All => Volatile.Read(ref _resources);

    /// <summary>The resource of dynamically registered clients that send none.</summary>
    public string? Default => All.Find(resource => resource.IsDefault)?.Uri;

    public static bool IsIndicator(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && !uri.Contains('#', StringComparison.Ordinal) && !parsed.IsFile;

    public void Add(string uri, bool isDefault)
    {
        if (!IsIndicator(uri) || !TryAdd(new(uri, isDefault)))
        {
            throw new ArgumentException("A resource is an absolute URI without a fragment, and is registered once.", nameof(uri));
        }
    }

    /// <summary>False if the indicator is already registered.</summary>
    public bool TryAdd(ConnectResource added) => ImmutableInterlocked.Update(
        ref _resources,
        current => current.Exists(resource => resource.Uri == added.Uri)
            ? current
            : [.. current.Select(resource => added.IsDefault ? resource with { IsDefault = false } : resource), added]);

    /// <summary>False if there is no such resource.</summary>
    public bool Remove(string id) => ImmutableInterlocked.Update(ref _resources, current => current.RemoveAll(resource => resource.Id == id));

    /// <summary>Whether the resource is refused. If no resource is registered, none is refused.</summary>
    public bool Refuses(string? resource) => resource is not null && All is { IsEmpty: false } all && !all.Exists(known => known.Uri == resource);

    /// <summary>The resource of a token: the requested resource, or null if no resource is registered.</summary>
    public string? Effective(string? resource) => All.IsEmpty ? null : resource;
}
