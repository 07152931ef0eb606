namespace WorkOs.AspNetCore;

/// <summary>
/// Says how an AuthKit sign-in starts. Without an organization, connection or provider, AuthKit's hosted page asks. An
/// organization alone leads to its own sign-in; together with the provider <c>authkit</c>, to the hosted page with that
/// organization chosen. The hosted page finds a user's organization by
/// <see cref="WorkOsRemoteChallengeProperties.LoginHint"/>.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication/get-authorization-url"/>.</remarks>
public sealed class WorkOsAuthKitChallengeProperties : WorkOsRemoteChallengeProperties
{
    /// <summary>The name under which <see cref="ScreenHint"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ScreenHintKey = "screen_hint";

    /// <summary>The name under which <see cref="MaxAge"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string MaxAgeKey = "max_age";

    /// <summary>The name under which <see cref="InvitationToken"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string InvitationTokenKey = "invitation_token";

    /// <summary>Creates properties that name nothing: the default of the options is used.</summary>
    public WorkOsAuthKitChallengeProperties()
    {
    }

    /// <summary>Creates properties from items and parameters that exist already.</summary>
    /// <param name="items">What is kept in the protected state.</param>
    /// <param name="parameters">What is used by this challenge and then forgotten.</param>
    public WorkOsAuthKitChallengeProperties(IDictionary<string, string?> items, IDictionary<string, object?> parameters)
        : base(items, parameters)
    {
    }

    /// <summary>Which page AuthKit opens: <c>sign-in</c> or <c>sign-up</c>. Default: AuthKit decides.</summary>
    public string? ScreenHint
    {
        get => GetParameter<string>(ScreenHintKey);
        set => SetParameter(ScreenHintKey, value);
    }

    /// <summary>
    /// How long ago the person may have signed in at AuthKit for it not to ask again; zero always asks. Whole seconds.
    /// Default: AuthKit decides.
    /// </summary>
    public TimeSpan? MaxAge
    {
        get => GetParameter<TimeSpan?>(MaxAgeKey);
        set => SetParameter(MaxAgeKey, value);
    }

    /// <summary>The token of an invitation that the person follows. Default: none.</summary>
    public string? InvitationToken
    {
        get => GetParameter<string>(InvitationTokenKey);
        set => SetParameter(InvitationTokenKey, value);
    }
}
