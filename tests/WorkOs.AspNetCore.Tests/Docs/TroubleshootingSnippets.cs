using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/troubleshooting.md shows.</summary>
internal static class TroubleshootingSnippets
{
    public static void ShareKeys(WebApplicationBuilder builder)
    {
        // snippet: keys
        builder.Services.AddDataProtection()
            .SetApplicationName("my-app")
            .PersistKeysToFileSystem(new DirectoryInfo("/keys"));   // or a database, Redis, a key vault
        // end
    }
}
