namespace WorkOs.AspNetCore;

/// <summary>Scheme, host and port of an address: who receives what is sent there.</summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    public static Origin Of(Uri address) => new(address.Scheme, address.IdnHost.ToLowerInvariant(), address.Port);

    /// <summary>An https origin, or http on a loopback host, and nothing else than an origin; otherwise <see langword="null"/>.</summary>
    public static Origin? TryRead(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && WorkOsAddress.IsSafe(address) && address.PathAndQuery == "/" ? Of(address) : null;

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
