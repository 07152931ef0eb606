using WorkOsApp._1.Components;

var builder = WebApplication.CreateBuilder(args);
#if (!NoSandbox)
await using var workos = await builder.UseWorkOsSandboxAsync();   // no WorkOS account needed, in Development, until there are keys
#endif

builder.Services.AddRazorComponents()
    .AddInteractiveServerComponents()
    .AddWorkOsAuthenticationState();
builder.Services.AddAuthorization();
builder.Services.AddWorkOsAuthKit().AddWorkOsDistributedSessions();

var app = builder.Build();

if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error", createScopeForErrors: true);
    app.UseHsts();
    app.UseHttpsRedirection();
}

app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.MapWorkOsAuthKit();
app.MapWorkOsWebhooks();

await app.RunAsync();
