using System.Security.Claims;
using WorkOs.AspNetCore;
using WorkOsApp._1;
using WorkOsApp._1.OpenApi;

var builder = WebApplication.CreateBuilder(args);
#if (!NoSandbox)
await using var workos = await builder.UseWorkOsSandboxAsync();   // no WorkOS account needed, in Development, until there is a client ID
#endif

builder.Services.AddProblemDetails();
builder.Services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer();
builder.Services.AddAuthorization();
builder.Services.AddOpenApi(options => options
    .AddDocumentTransformer<AccessTokenSecurity>()
    .AddOperationTransformer<AccessTokenSecurity>());

var app = builder.Build();

app.UseExceptionHandler();
if (app.Environment.IsDevelopment())
{
    app.MapOpenApi();
}
else
{
    app.UseHsts();
    app.UseHttpsRedirection();
}

app.MapGet("/me", (ClaimsPrincipal user) => Caller.From(user))
    .WithSummary("Who calls.")
    .RequireAuthorization();
app.MapGet("/reports", () => new[] { "Sales", "Support" })
    .WithSummary("Reports, for administrators.")
    .RequireWorkOsRole("admin");
#if (!NoSandbox)

if (workos is not null)
{
    // An access token to try the API with.
    app.MapGet("/sandbox-token", (string email) => workos.People.FirstOrDefault(person => person.Email == email) is { } person
            ? Results.Text(workos.AuthKit.CreateAccessToken(person))
            : Results.NotFound())
        .ExcludeFromDescription();
}
#endif

await app.RunAsync();
