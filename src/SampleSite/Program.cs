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
    // The sign-in page is also the error page: it shows the failure above the form, so that the user can try again.
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

    // Connect is optional. It is enabled if its domain or client id is set, so that validation reports the missing settings.
    options.Enabled &= options.AuthKitDomain is not null || !string.IsNullOrEmpty(options.ClientId);

    // With a refresh token, the session ends when the grant at WorkOS ends.
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

// Added explicitly, because WebApplication would otherwise add them before the error pages, which could then not handle their responses.
app.UseAuthentication();
app.UseAuthorization();
app.MapRazorPages();
app.MapWorkOs();
app.MapWorkOsWebhooks();
app.MapWorkOsAdminPortal(CompanyModel.Administrators);
app.MapSampleApi();

await app.RunAsync();
