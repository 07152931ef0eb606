using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Api;
using SampleSite.Customers;
using SampleSite.Profile;
using WorkOs.AspNetCore;

namespace SampleSite.Pages;

/// <summary>Shows the AuthKit session, calls the API with its access token, and switches the organization.</summary>
public sealed class AuthKitModel(WorkOsSessions sessions, OwnApi api, CustomerDirectory customers) : PageModel
{
    [BindProperty]
    public string? Organization { get; set; }

    /// <summary>The session that the AuthKit sign-in has replaced. Kept for the first page after the sign-in.</summary>
    [TempData]
    public string? Replaced { get; set; }

    public string? Problem { get; private set; }

    public WhoAmI? Answer { get; private set; }

    /// <summary>Whether the user signed in with AuthKit. The session id is not enough, because a Connect session also has one.</summary>
    public bool HasSession => User.Identity?.AuthenticationType == WorkOsAuthKitDefaults.AuthenticationScheme;

    /// <summary>The session that a sign-in on this page replaces, because a browser has one session only.</summary>
    public string? OtherSession => HasSession || User.Identity?.IsAuthenticated != true
        ? null
        : $"{Person.Name}, with {Person.SignedInWith}";

    public Person Person => new(User);

    public string? UserId => User.FindFirstValue(ClaimTypes.NameIdentifier);

    public string? CurrentOrganization => User.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    /// <summary>The organizations of the user, including the one of the session.</summary>
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
