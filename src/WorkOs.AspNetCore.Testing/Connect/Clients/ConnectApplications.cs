using System.Collections.Concurrent;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The Connect applications of one sandbox, oldest first.</summary>
internal sealed class ConnectApplications(SandboxDirectory directory)
{
    private static readonly string[] DefaultPaths = ["/signin-workos-connect"];

    private readonly ConcurrentQueue<WorkOsSandboxConnectApplication> _applications = new();

    public IReadOnlyList<WorkOsSandboxConnectApplication> All => [.. _applications];

    public WorkOsSandboxConnectApplication? Find(string? clientId) =>
        _applications.FirstOrDefault(application => string.Equals(application.ClientId, clientId, StringComparison.Ordinal));

    public WorkOsSandboxConnectApplication Add(Action<WorkOsSandboxConnectApplicationOptions>? configure)
    {
        var options = new WorkOsSandboxConnectApplicationOptions();
        configure?.Invoke(options);
        if (Problem(options) is { } problem)
        {
            throw new ArgumentException(problem, nameof(configure));
        }

        return Add(new WorkOsSandboxConnectApplication
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            Name = options.Name,
            Scopes = [.. options.Scopes],
            IsFirstParty = options.IsFirstParty && !options.IsMachine,
            IsMachine = options.IsMachine,
            OrganizationId = options.OrganizationId,
            RedirectUris = options.RedirectUris.Count == 0
                ? RedirectList.LoopbackPaths(DefaultPaths)
                : new([.. options.RedirectUris.Select(RedirectPattern.ParseExact)]),
        });
    }

    public WorkOsSandboxConnectApplication Add(WorkOsSandboxConnectApplication application)
    {
        _applications.Enqueue(application);
        return application;
    }

    private string? Problem(WorkOsSandboxConnectApplicationOptions options) => options switch
    {
        { ClientId.Length: 0 } or { Name.Length: 0 } => "An application has a client id and a name.",
        { ClientSecret.Length: 0 } => "A client secret is not empty; null makes the application public.",
        { IsMachine: true, ClientSecret: null } => "A machine has a client secret.",
        { IsMachine: true, OrganizationId: null } => "A machine belongs to an organization.",
        { OrganizationId: { } organization } when directory.Organization(organization) is null => $"The organization '{organization}' was not added.",
        _ when Find(options.ClientId) is not null => $"The client id '{options.ClientId}' is taken.",
        _ => null,
    };
}
