using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>What the sandbox has besides its people: the Connect applications and the API that a dashboard would list.</summary>
internal static class SandboxApplications
{
    /// <summary>The resource indicator of the site's API.</summary>
    public const string Resource = "https://sample.example/api";

    /// <summary>
    /// A customer that has no single sign-on yet; a third-party application, so that AuthKit asks for consent; and a machine.
    /// </summary>
    public static void AddTo(WorkOsSandboxBuilder sandbox)
    {
        // A sign-in from the identity provider comes with its connection then, and ends signed in instead of at an e-mail form.
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
