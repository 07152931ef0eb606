namespace WorkOs.AspNetCore;

/// <summary>The one organization, connection, provider or (if the app chooses to send it) domain to sign in with.</summary>
internal readonly record struct Selector(SelectorKind Kind, string Value)
{
    /// <summary>The provider that is AuthKit's hosted page.</summary>
    public const string HostedProvider = "authkit";

    private const int MaxLength = 128;

    // RFC 1035, 2.3.4: 255 octets on the wire are 253 characters.
    private const int MaxDomainLength = 253;

    // One letter for each kind, in the order of SelectorKind. Issued states contain these letters, so never reorder them.
    private const string Letters = "ocpdh";

    /// <summary>
    /// Whether a request from outside named the selector, and not the app. Such a selector cannot override the organization or the connection of the
    /// options.
    /// </summary>
    public bool IsFromOutside { get; init; }

    public bool IsWellFormed => WireText.IsToken(Value, Kind == SelectorKind.Domain ? MaxDomainLength : MaxLength);

    /// <summary>The failure code for a malformed value of this kind.</summary>
    public string MalformedCode => Kind switch
    {
        SelectorKind.Organization or SelectorKind.HostedOrganization => WorkOsFailureCodes.OrganizationInvalid,
        SelectorKind.Connection => WorkOsFailureCodes.ConnectionInvalid,
        _ => WorkOsFailureCodes.InvalidConnectionSelector,
    };

    /// <summary>The one value that is set; <see langword="null"/> when none is.</summary>
    /// <exception cref="InvalidOperationException">More than one is set.</exception>
    public static Selector? ChooseOne(string? organization, string? connection, string? provider)
    {
        Selector[] all =
            [new(SelectorKind.Organization, organization ?? ""), new(SelectorKind.Connection, connection ?? ""), new(SelectorKind.Provider, provider ?? "")];
        return all.Where(selector => !string.IsNullOrWhiteSpace(selector.Value)).ToList() switch
        {
            [] => null,
            [var only] => only,
            [var one, var other, ..] => throw new InvalidOperationException(
                $"{one.Kind} and {other.Kind} are both named: keep one, since WorkOS takes exactly one selector"),
        };
    }

    /// <summary>The same as <see cref="ChooseOne"/>, except that AuthKit's hosted page may be set together with an organization.</summary>
    /// <exception cref="InvalidOperationException">Two selectors are set that cannot be combined.</exception>
    public static Selector? ChooseOneOrHosted(string? organization, string? connection, string? provider) =>
        provider == HostedProvider && !string.IsNullOrWhiteSpace(organization) && string.IsNullOrWhiteSpace(connection)
            ? new Selector(SelectorKind.HostedOrganization, organization)
            : ChooseOne(organization, connection, provider);

    /// <summary>
    /// The format in the protected state: a letter for the kind, then the value. A capital letter means that the selector is from outside.
    /// </summary>
    public override string ToString() => (IsFromOutside ? char.ToUpperInvariant(Letters[(int)Kind]) : Letters[(int)Kind]) + Value;

    public static Selector? Parse(string? text) =>
        text is { Length: >= 2 } && Letters.IndexOf(char.ToLowerInvariant(text[0]), StringComparison.Ordinal) is >= 0 and var kind
            ? new Selector((SelectorKind)kind, text[1..]) { IsFromOutside = char.IsAsciiLetterUpper(text[0]) }
            : null;
}
