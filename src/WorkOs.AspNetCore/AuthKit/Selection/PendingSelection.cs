namespace WorkOs.AspNetCore;

/// <summary>
/// A sign-in that WorkOS keeps waiting until the person has chosen an organization. It is bound to its scheme, to the client id of
/// that scheme, and to the session (or its absence) of the browser at that moment; it ends when it is used, when
/// the browser signs in or out, and at <see cref="Expires"/>.
/// </summary>
internal sealed record PendingSelection
{
    public required string Scheme { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The <see cref="SessionFingerprint"/> of the browser.</summary>
    public required string Session { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>WorkOS's pending authentication token.</summary>
    public required string Token { get; init; }

    public required IReadOnlyList<WorkOsAuthKitOrganization> Organizations { get; init; }

    /// <summary>What the sign-in asked for, as <see cref="AspNetCore.Selector.ToString"/> writes it.</summary>
    public required string? Selector { get; init; }

    /// <summary>The app's items and the return URL.</summary>
    public required Dictionary<string, string?> Items { get; init; }

    public bool Offers(string organization) => Organizations.Any(offered => offered.Id == organization);

    public SignInFlow ToFlow() => new(new AuthenticationProperties(new Dictionary<string, string?>(Items, StringComparer.Ordinal)))
    {
        Selector = AspNetCore.Selector.Parse(Selector),
    };

    public override string ToString() => nameof(PendingSelection);
}
