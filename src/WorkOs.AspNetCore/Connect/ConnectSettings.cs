namespace WorkOs.AspNetCore;

/// <summary>What the calls to an AuthKit domain need of the options of a scheme, once those are complete.</summary>
internal sealed record ConnectSettings
{
    public required string Scheme { get; init; }

    public required Uri Domain { get; init; }

    public required IReadOnlyCollection<string> AllowedEndpointOrigins { get; init; }

    public required HttpClient Backchannel { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required WorkOsClientAuthentication Authentication { get; init; }

    public required string? Resource { get; init; }

    public required bool IsOwnEnvironment { get; init; }

    public required bool AsksForUserInfo { get; init; }

    public override string ToString() => nameof(ConnectSettings);
}
