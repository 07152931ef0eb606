using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Api;
using WorkOs.AspNetCore;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Pages;

/// <summary>The AuthKit session: what it is, the API that accepts its token, and the way to another organization.</summary>
public sealed class AuthKitModel(WorkOsSessions sessions, OwnApi api, IServiceProvider services) : PageModel
{
    [BindProperty]
    public string? Organization { get; set; }

    public string? Problem { get; private set; }

    public WhoAmI? Answer { get; private set; }

    /// <summary>Whether the user signed in with AuthKit: a session of Connect has an id, too.</summary>
    public bool HasSession => User.Identity?.AuthenticationType == WorkOsAuthKitDefaults.AuthenticationScheme;

    public string? CurrentOrganization => User.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>The organizations of this person, as far as the sandbox knows; WorkOS's API lists them for a real site.</summary>
    public IReadOnlyList<string> Organizations =>
        [.. (services.GetService<WorkOsSandbox>()?.People ?? [])
            .Where(person => person.UserId == User.FindFirstValue(ClaimTypes.NameIdentifier))
            .Select(person => person.OrganizationId)
            .OfType<string>()];

    public Task OnGetAsync() => ShowAsync();

    public IActionResult OnPostSignIn() => Challenge(
        new WorkOsAuthKitChallengeProperties { RedirectUri = Url.Page("/AuthKit") }, WorkOsAuthKitDefaults.AuthenticationScheme);

    public async Task<IActionResult> OnPostSwitchAsync()
    {
        try
        {
            await sessions.SwitchOrganizationAsync(HttpContext, Organization ?? string.Empty);
            return RedirectToPage();
        }
        catch (Exception exception) when (exception is WorkOsAuthenticationException or ArgumentException or InvalidOperationException)
        {
            Problem = "You could not be moved to that organization.";
            await ShowAsync();
            return Page();
        }
    }

    private async Task ShowAsync()
    {
        if (HasSession && await sessions.GetAccessTokenAsync(HttpContext) is { Succeeded: true } token)
        {
            Answer = await api.WhoAmIAsync(token.Value, HttpContext.RequestAborted);
        }
    }
}
