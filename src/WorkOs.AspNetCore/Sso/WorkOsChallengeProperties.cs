namespace WorkOs.AspNetCore;

/// <summary>
/// Says which organization, connection or provider a single sign-on is for, and what to tell it. <see cref="Domain"/> is used
/// when none of the three is named, and the default of the options when there is no domain either.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso/get-authorization-url"/>.</remarks>
public sealed class WorkOsChallengeProperties : WorkOsRemoteChallengeProperties
{
    /// <summary>The name under which <see cref="Domain"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string DomainKey = "domain";

    /// <summary>Creates properties that name nothing: the default of the options is used.</summary>
    public WorkOsChallengeProperties()
    {
    }

    /// <summary>Creates properties from items and parameters that exist already.</summary>
    /// <param name="items">What is kept in the protected state.</param>
    /// <param name="parameters">What is used by this challenge and then forgotten.</param>
    public WorkOsChallengeProperties(IDictionary<string, string?> items, IDictionary<string, object?> parameters)
        : base(items, parameters)
    {
    }

    /// <summary>
    /// The domain of the user's e-mail address, in any case and script. It is turned into an organization by
    /// <see cref="IWorkOsOrganizationResolver"/>; one that belongs to none is
    /// <see cref="WorkOsFailureCodes.OrganizationNotFound"/>. Default: none.
    /// </summary>
    public string? Domain
    {
        get => GetParameter<string>(DomainKey);
        set => SetParameter(DomainKey, value);
    }

    /// <summary>
    /// A challenge for the user with this address: its domain becomes <see cref="Domain"/>, the address
    /// <see cref="WorkOsRemoteChallengeProperties.LoginHint"/>. Whatever a form holds may be passed in; a text that is no address ends as
    /// <see cref="WorkOsFailureCodes.OrganizationNotFound"/> on the app's error page.
    /// </summary>
    /// <param name="email">What the user typed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="email"/> is null.</exception>
    public static WorkOsChallengeProperties ForEmail(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        var domain = DomainName.OfEmail(email);
        return new WorkOsChallengeProperties { Domain = domain, LoginHint = domain.Length > 0 ? email.Trim() : null };
    }
}
