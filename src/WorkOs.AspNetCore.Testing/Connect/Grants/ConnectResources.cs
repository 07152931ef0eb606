using System.Collections.Immutable;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The registered resource indicators, compared byte for byte.</summary>
internal sealed class ConnectResources
{
    private ImmutableList<ConnectResource> _resources = [];

    public ImmutableList<ConnectResource> All => Volatile.Read(ref _resources);

    /// <summary>The resource of clients that registered themselves and send none.</summary>
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

    /// <summary>False when the indicator is registered already.</summary>
    public bool TryAdd(ConnectResource added) => ImmutableInterlocked.Update(
        ref _resources,
        current => current.Exists(resource => resource.Uri == added.Uri)
            ? current
            : [.. current.Select(resource => added.IsDefault ? resource with { IsDefault = false } : resource), added]);

    /// <summary>False when there is no such resource.</summary>
    public bool Remove(string id) => ImmutableInterlocked.Update(ref _resources, current => current.RemoveAll(resource => resource.Id == id));

    /// <summary>While none is registered, none is refused.</summary>
    public bool Refuses(string? resource) => resource is not null && All is { IsEmpty: false } all && !all.Exists(known => known.Uri == resource);

    /// <summary>The resource that a token is for: as it was asked for, unless none is registered.</summary>
    public string? Effective(string? resource) => All.IsEmpty ? null : resource;
}
