namespace WorkOs.AspNetCore;

/// <summary>
/// A sign-in that continues when the user has selected an organization. It is bound to its scheme, to the client id of that scheme, and to the
/// session of the browser at that moment, or to its absence. It ends when it is used, when a user signs in or out in the browser, and at
/// <see cref="Expires"/>.
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

    /// <summary>The selector of the sign-in, in the format of <see cref="AspNetCore.Selector.ToString"/>.</summary>
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
