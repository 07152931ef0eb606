using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/calling-apis.md shows.</summary>
internal static class ClientSnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        // snippet: user
        builder.Services.AddHttpClient("posts", client => client.BaseAddress = new Uri("https://api.example.com"))
            .AddWorkOsAccessToken("https://api.example.com");
        // end

        // snippet: machine
        builder.Services.AddHttpClient("reports", client => client.BaseAddress = new Uri("https://reports.example.com"))
            .AddWorkOsMachineToken(options =>
            {
                options.AuthKitDomain = new Uri("https://acme.authkit.app");
                options.ClientId = builder.Configuration["Reports:ClientId"]!;
                options.ClientSecret = builder.Configuration["Reports:ClientSecret"]!;
                options.Scope.Add("reports:read");
            });
        // end

        builder.Services.AddHttpClient("staging")
            // snippet: scheme
            .AddWorkOsAccessToken("WorkOS.AuthKit.Staging", ["https://api.example.com"]);
            // end
    }
}
