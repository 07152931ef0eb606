namespace WorkOs.AspNetCore.Testing;

/// <summary>The clients of the AuthKit domain: applications, and client metadata documents if they are allowed.</summary>
internal sealed class ConnectClients(ConnectApplications applications, ClientMetadataDocuments documents, WorkOsSandboxConnectOptions options)
{
    public WorkOsSandboxConnectApplication? Find(string? clientId) =>
        applications.Find(clientId)
        ?? (options.AllowClientMetadataDocuments && clientId is not null ? documents.Find(clientId) : null);

    /// <summary>Finds the client at the start of a sign-in, where a client metadata document is read again.</summary>
    public async Task<WorkOsSandboxConnectApplication?> FindForSignInAsync(string? clientId, CancellationToken cancellationToken) =>
        options.AllowClientMetadataDocuments && ClientMetadataDocuments.IsUrl(clientId)
            ? await documents.ReadAsync(clientId!, cancellationToken)
            : applications.Find(clientId);

    public WorkOsSandboxConnectApplication Register(ClientMetadata metadata) =>
        applications.Add(metadata.ToApplication(SandboxIds.New("client_")));
}
