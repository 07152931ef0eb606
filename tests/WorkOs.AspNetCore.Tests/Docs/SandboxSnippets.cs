using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/testing-your-app.md shows besides its first test.</summary>
internal static class SandboxSnippets
{
    public static async Task StartInAppAsync(WebApplicationBuilder builder)
    {
        // snippet: in-app
        await using var workos = await WorkOsSandbox.StartAsync(builder.Environment);
        // end
    }

    public static async Task UseInAppAsync(WebApplicationBuilder builder)
    {
        // snippet: use
        await using var workos = await builder.UseWorkOsSandboxAsync();
        // end
    }

    public static async Task StartAnywhereAsync()
    {
        // snippet: anywhere
        await using var workos = await WorkOsSandbox.StartAsync(sandbox =>
        {
            sandbox.AllowOutsideDevelopment = true;
            sandbox.AddSampleData();
        });
        // end
    }

    public static void Fail(WorkOsSandbox workos)
    {
        // snippet: status
        workos.FailNext(WorkOsSandboxEndpoints.SsoToken, statusCode: 503);
        // end

        // snippet: denied
        workos.FailNextAuthorize("access_denied", "The user declined.");
        // end

        // snippet: abort
        workos.FailNext(WorkOsSandboxEndpoints.SsoToken, new WorkOsSandboxFault { Abort = true });
        // end

        // snippet: profile
        workos.NextProfile(profile => profile["organization_id"] = "org_globex");
        // end

        // snippet: time
        workos.AdvanceTime(TimeSpan.FromMinutes(11));
        // end
    }

    public static void ChangeToken(WorkOsSandbox workos)
    {
        // snippet: no-auth-time
        workos.AuthKit.NextAccessToken(claims => claims.Remove("auth_time"));
        // end
    }

    public static string CreateToken(WorkOsSandbox workos)
    {
        // snippet: token
        var token = workos.AuthKit.CreateAccessToken(workos.People[0]);
        // end
        return token;
    }
}
