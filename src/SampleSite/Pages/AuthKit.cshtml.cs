using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Api;
using SampleSite.Customers;
using SampleSite.Profile;
using WorkOs.AspNetCore;

namespace SampleSite.Pages;

/// <summary>The AuthKit session: what it is, the API that accepts its token, and the way to another organization.</summary>
public sealed class AuthKitModel(WorkOsSessions sessions, OwnApi api, CustomerDirectory customers) : PageModel
{
    [BindProperty]
    public string? Organization { get; set; }

    /// <summary>Who was signed in otherwise, until AuthKit took over. Kept for the one page after the sign-in.</summary>
    [TempData]
    public string? Replaced { get; set; }

    public string? Problem { get; private set; }

    public WhoAmI? Answer { get; private set; }

    /// <summary>Whether the user signed in with AuthKit: a session of Connect has an id, too.</summary>
    public bool HasSession => User.Identity?.AuthenticationType == WorkOsAuthKitDefaults.AuthenticationScheme;

    /// <summary>The other session that a sign-in here replaces: one browser has one session.</summary>
    public string? OtherSession => HasSession || User.Identity?.IsAuthenticated != true
        ? null
        : $"{Person.Name}, with {Person.SignedInWith}";

    public Person Person => new(User);

    public string? UserId => User.FindFirstValue(ClaimTypes.NameIdentifier);

    public string? CurrentOrganization => User.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>The organizations of this person, with the one of the session.</summary>
    public IReadOnlyList<Membership> Organizations { get; private set; } = [];

    public string NameOf(string? organization) =>
        organization is null ? "None" : Organizations.FirstOrDefault(membership => membership.Id == organization)?.Name ?? organization;

    public Task OnGetAsync() => ShowAsync();

    public IActionResult OnPostSignIn()
    {
        Replaced = OtherSession;
        return Challenge(
            new WorkOsAuthKitChallengeProperties { RedirectUri = Url.Page("/AuthKit") }, WorkOsAuthKitDefaults.AuthenticationScheme);
    }

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
        if (!HasSession)
        {
            return;
        }

        if (UserId is { } user)
        {
            Organizations = await customers.MembershipsAsync(user, HttpContext.RequestAborted);
        }

        if (await sessions.GetAccessTokenAsync(HttpContext) is { Succeeded: true } token)
        {
            Answer = await api.WhoAmIAsync(token.Value, HttpContext.RequestAborted);
        }
    }
}
