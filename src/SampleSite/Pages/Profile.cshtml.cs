using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Profile;

namespace SampleSite.Pages;

/// <summary>What the identity provider said about the person, for the person to see.</summary>
[Authorize]
public sealed class ProfileModel : PageModel
{
    public Person Person => new(User);

    public IEnumerable<Claim> Claims => User.Claims;
}
