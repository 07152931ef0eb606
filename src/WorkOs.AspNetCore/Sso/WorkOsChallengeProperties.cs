namespace WorkOs.AspNetCore;

/// <summary>
/// The organization, connection or provider of a single sign-on, and the parameters for it. <see cref="Domain"/> is used if none of the three is set,
/// and the default of the options if there is no domain either.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso/get-authorization-url"/>.</remarks>
public sealed class WorkOsChallengeProperties : WorkOsRemoteChallengeProperties
{
    /// <summary>The name under which <see cref="Domain"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string DomainKey = "domain";

    /// <summary>Creates properties without a selector: the default of the options is used.</summary>
    public WorkOsChallengeProperties()
    {
    }

    /// <summary>Creates properties from existing items and parameters.</summary>
    /// <param name="items">The items, which are kept in the protected state.</param>
    /// <param name="parameters">The parameters, which only this challenge uses.</param>
    public WorkOsChallengeProperties(IDictionary<string, string?> items, IDictionary<string, object?> parameters)
        : base(items, parameters)
    {
    }

    /// <summary>
    /// The domain of the user's e-mail address, in any case and script. <see cref="IWorkOsOrganizationResolver"/> finds its organization; if no
    /// organization has the domain, the sign-in fails with <see cref="WorkOsFailureCodes.OrganizationNotFound"/>. Default: none.
    /// </summary>
    public string? Domain
    {
        get => GetParameter<string>(DomainKey);
        set => SetParameter(DomainKey, value);
    }

    /// <summary>
    /// Creates a challenge for the user with this address: its domain becomes <see cref="Domain"/>, and the address becomes
    /// <see cref="WorkOsRemoteChallengeProperties.LoginHint"/>. The text of a form can be passed without validation: if it is not an address, the
    /// sign-in fails with <see cref="WorkOsFailureCodes.OrganizationNotFound"/> on the app's error page.
    /// </summary>
    /// <param name="email">The text that the user entered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="email"/> is null.</exception>
    public static WorkOsChallengeProperties ForEmail(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        var domain = DomainName.OfEmail(email);
        return new WorkOsChallengeProperties { Domain = domain, LoginHint = domain.Length > 0 ? email.Trim() : null };
    }
}
