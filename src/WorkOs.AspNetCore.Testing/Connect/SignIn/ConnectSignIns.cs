namespace WorkOs.AspNetCore.Testing;

/// <summary>Completes an authorization request after the user has signed in: organization, consent, code.</summary>
internal sealed class ConnectSignIns(SandboxEnvironment environment, ConnectConsents consents)
{
    private const string IdParameter = "request";

    public ShortLived<ConnectGrant> Codes { get; } = new(environment.Clock);

    private ShortLived<ConnectSignIn> Open { get; } = new(environment.Clock);

    /// <summary>Returns the page where the sign-in continues.</summary>
    public string Add(ConnectRequest request, string userId) =>
        $"{WorkOsSandboxEndpoints.ConnectConsent}?{IdParameter}={Open.Add(SandboxIds.NewSecret(), new(request, userId))}";

    public ConnectSignIn? Find(Microsoft.AspNetCore.Http.IQueryCollection query) =>
        query[IdParameter] is [{ } id] ? Open.Find(id) : null;

    /// <summary>The organizations that the user can sign in to: the requested organization, or all organizations of the user.</summary>
    public IReadOnlyList<SandboxOrganization> Organizations(ConnectSignIn signIn) =>
    [
        .. environment.Directory.MembershipsOf(signIn.UserId)
            .Where(person => signIn.Request.OrganizationId is null || person.OrganizationId == signIn.Request.OrganizationId)
            .Select(person => environment.Directory.Organization(person.OrganizationId)!),
    ];

    public WorkOsSandboxPerson? User(ConnectSignIn signIn) => environment.Directory.Member(signIn.UserId, signIn.Request.OrganizationId);

    /// <summary>A third-party application needs consent at the first sign-in, and again for new scopes or another organization.</summary>
    public bool NeedsConsent(ConnectSignIn signIn, string? organizationId) =>
        !signIn.Request.Application.IsFirstParty
        && !consents.Covers(signIn.UserId, signIn.Request.Application.ClientId, organizationId, signIn.Request.Scopes);

    public string Complete(ConnectSignIn signIn, string? organizationId)
    {
        var request = signIn.Request;
        var code = Codes.Add(SandboxIds.New(""), new()
        {
            Consent = consents.Give(signIn.UserId, request.Application.ClientId, organizationId, request.Scopes),
            Scopes = request.Scopes,
            Resource = request.Resource,
            Nonce = request.Nonce,
            CodeChallenge = request.CodeChallenge,
            RedirectUri = request.RedirectUri,
        });
        return SignInOutcome.Code(code).CallbackUrl(request.RedirectUri, request.State);
    }

    public static string Decline(ConnectSignIn signIn, string reason) =>
        SignInOutcome.Error("access_denied", reason).CallbackUrl(signIn.Request.RedirectUri, signIn.Request.State);
}
