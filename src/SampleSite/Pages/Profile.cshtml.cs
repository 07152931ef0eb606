using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleSite.Customers;
using SampleSite.Profile;

namespace SampleSite.Pages;

/// <summary>What the identity provider said about the person, for the person to see.</summary>
[Authorize]
public sealed class ProfileModel(CustomerDirectory customers) : PageModel
{
    /// <summary>The organization by its name, where WorkOS can say it.</summary>
    public Customer? Customer { get; private set; }

    public Person Person => new(User);

    public IEnumerable<Claim> Claims => User.Claims;

    public async Task OnGetAsync() => Customer = await customers.FindAsync(Person.OrganizationId, HttpContext.RequestAborted);
}
