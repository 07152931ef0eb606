using Microsoft.AspNetCore.Authorization;
using SampleSite.Api;
using SampleSite.Customers;
using SampleSite.Pages;
using SampleSite.Sandbox;
using SampleSite.SignIn;

var builder = WebApplication.CreateBuilder(args);
await using var sandbox = await builder.UseSandboxUnlessConfiguredAsync();

builder.Services.AddRazorPages();
builder.Services.AddScoped<SignInChoices>();
builder.Services.AddWorkOs(options =>
{
    // One page is where a person starts and where a failure ends: it says what went wrong, above the form to try again.
    options.SignInPath = "/sign-in";
    options.ErrorPath = "/sign-in";
})
.AddWorkOsAuthKit(options =>
{
    options.ErrorPath = "/sign-in";
    options.OrganizationSelectionPath = "/choose-organization";
})
.AddWorkOsConnect(options =>
{
    options.ErrorPath = "/sign-in";

    // A site needs no Connect application; one that has a part of its settings is told what is missing.
    options.Enabled &= options.AuthKitDomain is not null || !string.IsNullOrEmpty(options.ClientId);

    // With a refresh token, a sign-in becomes a session that follows the grant at WorkOS.
    options.Scope.Add("offline_access");
    options.Scope.Add("posts:read");
})
.AddWorkOsDistributedSessions()
.AddSampleApi();
builder.Services.AddHttpClient<OwnApi>();
builder.Services.AddHttpClient<CustomerDirectory>();
builder.Services.AddAuthorizationBuilder()
    .AddPolicy(CompanyModel.Administrators, policy => policy.RequireWorkOsRole("admin").RequireWorkOsOrganization());

var app = builder.Build();
if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error");
    app.UseHsts();
}

app.UseStatusCodePagesWithReExecute("/error");
app.UseStaticFiles();

// Left to itself, the framework would put these before everything above, where no error page could follow.
app.UseAuthentication();
app.UseAuthorization();
app.MapRazorPages();
app.MapWorkOs();
app.MapWorkOsWebhooks();
app.MapWorkOsAdminPortal(CompanyModel.Administrators);
app.MapSampleApi();

await app.RunAsync();
