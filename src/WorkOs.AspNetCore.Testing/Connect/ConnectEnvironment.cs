namespace WorkOs.AspNetCore.Testing;

/// <summary>The state that the endpoints of the AuthKit domain share.</summary>
internal sealed class ConnectEnvironment : IDisposable
{
    public ConnectEnvironment(SandboxEnvironment environment, WorkOsSandboxConnectOptions options, SigningKeys keys)
    {
        Environment = environment;
        Options = options;
        SigningKeys = keys;
        Applications = new(environment.Directory);
        Clients = new(Applications, Documents, options);
        RefreshTokens = new(options.ReusedRefreshTokenEndsGrant);
        SignIns = new(environment, Consents);
        Browsers = new(options);
        Tokens = new(environment, options, keys);
        Issuer = new(environment, options, Tokens, Resources);
    }

    public SandboxEnvironment Environment { get; }

    public WorkOsSandboxConnectOptions Options { get; }

    public SigningKeys SigningKeys { get; }

    public ConnectApplications Applications { get; }

    public ClientMetadataDocuments Documents { get; } = new();

    public ConnectClients Clients { get; }

    public ConnectConsents Consents { get; } = new();

    public ConnectResources Resources { get; } = new();

    public ConnectRefreshTokens RefreshTokens { get; }

    public ConnectSignIns SignIns { get; }

    public ConnectBrowsers Browsers { get; }

    public ConnectTokens Tokens { get; }

    public ConnectIssuer Issuer { get; }

    public AnswerChanges NextTokenResponses { get; } = new();

    public void Dispose() => Documents.Dispose();
}
