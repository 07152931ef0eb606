namespace WorkOs.AspNetCore;

/// <summary>
/// Defines how an AuthKit sign-in starts. Without an organization, connection or provider, here or in the options, AuthKit's hosted page opens. An
/// organization alone starts the sign-in of that organization; an organization with the provider <c>authkit</c> opens the hosted page with the
/// organization selected. The hosted page finds a user's organization by <see cref="WorkOsRemoteChallengeProperties.LoginHint"/>.
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

    /// <summary>Creates properties without items and parameters: the defaults of the options are used.</summary>
    public WorkOsAuthKitChallengeProperties()
    {
    }

    /// <summary>Creates properties with existing items and parameters.</summary>
    /// <param name="items">The items, which are stored in the protected state.</param>
    /// <param name="parameters">The parameters, which only this challenge uses.</param>
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
    /// The maximum time since the user last signed in at AuthKit. If it has passed, the user must sign in again; zero always requires this. Sent in
    /// whole seconds. Default: none; AuthKit decides.
    /// </summary>
    public TimeSpan? MaxAge
    {
        get => GetParameter<TimeSpan?>(MaxAgeKey);
        set => SetParameter(MaxAgeKey, value);
    }

    /// <summary>The token of the invitation that the user accepts. Default: none.</summary>
    public string? InvitationToken
    {
        get => GetParameter<string>(InvitationTokenKey);
        set => SetParameter(InvitationTokenKey, value);
    }
}
