using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Api;
using SampleSite.Sandbox;

namespace SampleSite.Pages;

/// <summary>Calls each endpoint of the API with each kind of credential. Only a sandbox provides credentials for the calls.</summary>
public sealed class ApisModel(OwnApi api, IServiceProvider services) : PageModel
{
    public IReadOnlyList<ApiCredential> Credentials { get; private set; } = [];

    public IReadOnlyList<ApiTableRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (services.GetService<SandboxCredentials>() is not { } sandbox)
        {
            return NotFound();
        }

        Credentials = sandbox.Create();
        Rows = await Task.WhenAll(SampleApi.Endpoints.Select(CallAsync));
        return Page();
    }

    private async Task<ApiTableRow> CallAsync(ApiEndpoint endpoint) => new(
        endpoint,
        await Task.WhenAll(Credentials.Select(credential => api.CallAsync(endpoint, credential, HttpContext.RequestAborted))));
}
