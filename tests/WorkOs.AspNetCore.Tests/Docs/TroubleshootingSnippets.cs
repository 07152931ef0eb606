using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/troubleshooting.md shows.</summary>
internal static class TroubleshootingSnippets
{
    public static void TrustProxy(AuthenticationBuilder builder)
    {
        // snippet: proxy-services
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Add(IPAddress.Parse("10.0.0.2"));
        });
        // end
    }

    public static void UseProxy(WebApplication app)
    {
        // snippet: proxy-pipeline
        app.UseForwardedHeaders();
        app.UsePathBase("/portal");   // where the app has one
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        // end
    }

    public static void KeepSessions(WebApplicationBuilder builder)
    {
        // snippet: sessions
        builder.Services.AddWorkOs().AddWorkOsDistributedSessions();
        // end
    }

    public static void ShareKeys(WebApplicationBuilder builder)
    {
        // snippet: keys
        builder.Services.AddDataProtection()
            .SetApplicationName("my-app")
            .PersistKeysToFileSystem(new DirectoryInfo("/keys"));   // or a database, Redis, a key vault
        // end
    }
}
