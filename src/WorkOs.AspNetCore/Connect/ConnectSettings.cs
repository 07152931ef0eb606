namespace WorkOs.AspNetCore;

/// <summary>The settings that the calls to an AuthKit domain need, from the completed options of a scheme.</summary>
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
