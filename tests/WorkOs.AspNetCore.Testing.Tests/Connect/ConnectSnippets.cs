namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>What docs/testing-your-app.md shows of Connect and of API keys.</summary>
internal static class ConnectSnippets
{
    public static async Task StartAsync()
    {
        // snippet: connect
        await using var workos = await WorkOsSandbox.StartAsync(sandbox => sandbox
            .AddSampleData()
            .AddResource("https://api.example.com")
            .AddConnectApplication(app =>
            {
                app.Name = "Reports";
                app.IsFirstParty = false;
                app.RedirectUris.Add("http://localhost:*/signin-workos-connect");
            })
            .AddConnectApplication(app =>
            {
                app.Name = "Nightly job";
                app.IsMachine = true;
                app.OrganizationId = "org_acme";
                app.Scopes.Add("posts:read");
            }));
        var issuer = workos.AuthKitDomain;
        var (reports, job) = (workos.Connect.Applications[0], workos.Connect.Applications[1]);
        // end

        Use(issuer, reports.ClientId, job.ClientId);
    }

    public static void CreateTokens(WorkOsSandbox workos, WorkOsSandboxPerson ada, WorkOsSandboxConnectApplication job)
    {
        // snippet: connect-tokens
        var user = workos.Connect.CreateAccessToken(ada, scopes: ["posts:read"], resource: "https://api.example.com");
        var machine = workos.Connect.CreateMachineToken(job);
        var key = workos.ApiKeys.Create("org_acme", "posts:read").Value;
        var wrong = WorkOsSandboxTokenDefects.AccessTokens.Select(defect => workos.Connect.CreateAccessToken(ada, change: defect.Apply));
        // end

        Use([user, machine, key, .. wrong]);
    }

    private static void Use(params IEnumerable<string> values) => _ = values;
}
