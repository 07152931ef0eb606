using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkOs.AspNetCore;

namespace SampleSite.Pages;

/// <summary>Lists the AuthKit sessions of the user, and signs the user out of them.</summary>
public sealed class SessionsModel(WorkOsSessions sessions) : PageModel
{
    [BindProperty]
    public string? Session { get; set; }

    public string? Problem { get; private set; }

    public IReadOnlyList<WorkOsUserSession> Sessions { get; private set; } = [];

    public static string Say(DateTimeOffset time) => time.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync()
    {
        if (User.Identity?.AuthenticationType != WorkOsAuthKitDefaults.AuthenticationScheme)
        {
            return RedirectToPage("/AuthKit");
        }

        await ShowAsync();
        return Page();
    }

    public Task<IActionResult> OnPostRevokeAsync() => RunAsync(async () =>
        await sessions.RevokeSessionAsync(HttpContext, Session ?? string.Empty) ? null : "That session had ended already.");

    public Task<IActionResult> OnPostRevokeOthersAsync() => RunAsync(async () =>
    {
        await sessions.RevokeOtherSessionsAsync(HttpContext);
        return null;
    });

    private async Task<IActionResult> RunAsync(Func<Task<string?>> action)
    {
        try
        {
            Problem = await action();
        }
        catch (Exception exception) when (exception is WorkOsAuthenticationException or ArgumentException or InvalidOperationException)
        {
            Problem = "The session could not be signed out. Please try again in a moment.";
        }

        if (Problem is null)
        {
            return RedirectToPage();
        }

        await ShowAsync();
        return Page();
    }

    private async Task ShowAsync()
    {
        try
        {
            Sessions = await sessions.GetSessionsAsync(HttpContext);
        }
        catch (Exception exception) when (exception is WorkOsAuthenticationException or InvalidOperationException)
        {
            Problem ??= "Your sessions cannot be shown just now. Please try again in a moment.";
        }
    }
}
