using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>What docs/blazor.md shows beside whole files.</summary>
internal static class BlazorSnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        // snippet: interval
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddWorkOsAuthenticationState(options => options.RevalidationInterval = TimeSpan.FromSeconds(10));
        // end

        // snippet: client
        builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri("https://api.example.com"))
            .AddWorkOsAccessToken("https://api.example.com");
        // end
    }
}
