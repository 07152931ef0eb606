using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>The Connect applications and the API resource of the sandbox, as the WorkOS dashboard would list them.</summary>
internal static class SandboxApplications
{
    /// <summary>The resource indicator of the site's API.</summary>
    public const string Resource = "https://sample.example/api";

    /// <summary>
    /// Adds a customer without single sign-on, a third-party application, so that AuthKit asks for consent, and a machine (M2M) application.
    /// </summary>
    public static void AddTo(WorkOsSandboxBuilder sandbox)
    {
        // IdP-initiated sign-in then sends the connection to the sign-in endpoint, so that the user does not have to enter an e-mail address.
        sandbox.IdpInitiated = WorkOsSandboxIdpInitiated.SignInEndpoint;
        sandbox
            .AddSampleData()
            .AddOrganization("org_initech", "Initech")
            .AddDomain("org_initech", "initech.com", "pending")
            .AddConnection("conn_initech", "org_initech", state: "inactive")
            .AddPerson("org_initech", "frances@initech.com", person => person.WithName("Frances", "Allen").AddRoles("admin"))
            .AddPerson("org_initech", "john@initech.com", person => person.WithName("John", "Backus").AddRoles("member"))
            .AddResource(Resource)
            .AddConnectApplication(application =>
            {
                application.Name = "Sample site";
                application.IsFirstParty = false;
                application.Scopes.Add("posts:read");
            })
            .AddConnectApplication(application =>
            {
                application.Name = "Nightly import";
                application.IsMachine = true;
                application.OrganizationId = "org_acme";
                application.Scopes.Add("posts:read");
                application.Scopes.Add("posts:import");
            });
    }

    public static WorkOsSandboxConnectApplication Site(WorkOsSandbox sandbox) => sandbox.Connect.Applications.First(application => !application.IsMachine);

    public static WorkOsSandboxConnectApplication Machine(WorkOsSandbox sandbox) => sandbox.Connect.Applications.First(application => application.IsMachine);
}
