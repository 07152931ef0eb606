using SampleSite.Api;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>Creates a credential of each kind for the API page.</summary>
internal sealed class SandboxCredentials(WorkOsSandbox sandbox)
{
    private readonly WorkOsSandboxApiKey _key = sandbox.ApiKeys.Create("org_acme", "posts:read", "posts:write");

    /// <summary>Creates new tokens, and uses the same API key each time, because its validation result is cached.</summary>
    public IReadOnlyList<ApiCredential> Create()
    {
        var person = sandbox.People.First(person => person.Email == "ada@acme.com");
        var machine = SandboxApplications.Machine(sandbox);
        var scopes = SandboxApplications.Site(sandbox).Scopes;
        return
        [
            new("Session token", $"{person.DisplayName}, signed in with AuthKit", Permissions(person.Permissions), sandbox.AuthKit.CreateAccessToken(person)),
            new(
                "Connect token",
                $"An application that {person.DisplayName} allowed to call the API",
                Scopes(scopes),
                sandbox.Connect.CreateAccessToken(person, SandboxApplications.Site(sandbox), scopes, SandboxApplications.Resource)),
            new("Machine token", $"{machine.Name}, an application without users", Scopes(machine.Scopes), sandbox.Connect.CreateMachineToken(machine)),
            new("API key", "A key that the customer Acme made", Permissions(_key.Permissions), _key.Value),
            new("None", "Anybody", [], Value: null),
        ];
    }

    private static IReadOnlyList<string> Permissions(IEnumerable<string> permissions) => [.. permissions.Select(permission => $"permission {permission}")];

    private static IReadOnlyList<string> Scopes(IEnumerable<string> scopes) => [.. scopes.Select(scope => $"scope {scope}")];
}
