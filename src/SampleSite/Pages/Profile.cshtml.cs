using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Customers;
using SampleSite.Profile;

namespace SampleSite.Pages;

/// <summary>Shows the claims from the identity provider to the user.</summary>
[Authorize]
public sealed class ProfileModel(CustomerDirectory customers) : PageModel
{
    /// <summary>The organization of the user, or <see langword="null"/> if it is not available from WorkOS.</summary>
    public Customer? Customer { get; private set; }

    public Person Person => new(User);

    public IEnumerable<Claim> Claims => User.Claims;

    public async Task OnGetAsync() => Customer = await customers.FindAsync(Person.OrganizationId, HttpContext.RequestAborted);
}
