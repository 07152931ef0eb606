namespace WorkOs.AspNetCore;

/// <summary>The scheme, host and port of an address, which identify the receiver of a request.</summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    public static Origin Of(Uri address) => new(address.Scheme, address.IdnHost.ToLowerInvariant(), address.Port);

    /// <summary>Reads an https origin, or an http origin on a loopback host; <see langword="null"/> for any other text.</summary>
    public static Origin? TryRead(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && WorkOsAddress.IsSafe(address) && address.PathAndQuery == "/" ? Of(address) : null;

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
