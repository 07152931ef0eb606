using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/connect.md shows.</summary>
internal static class ConnectSnippets
{
    public static void Add(WebApplicationBuilder builder, WebApplication app)
    {
        // snippet: add
        builder.Services.AddWorkOsConnect();
        // end

        // snippet: map
        app.MapWorkOsConnect();
        // end
    }

    public static void AddSessions(WebApplicationBuilder builder) =>
        // snippet: sessions
        builder.Services
            .AddWorkOsConnect(options => options.Scope.Add("offline_access"))
            .AddWorkOsDistributedSessions();
        // end

    public static IResult Challenge(string email)
    {
        // snippet: challenge
        return Results.Challenge(
            new WorkOsConnectChallengeProperties { RedirectUri = "/orders", Organization = "org_01…", LoginHint = email },
            [WorkOsConnectDefaults.AuthenticationScheme]);
        // end
    }
}
