using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace WorkOs.AspNetCore.McpTests;

/// <summary>
/// An MCP server in ASP.NET Core: one endpoint behind the bearer scheme. The protocol is spoken by the official SDK, authentication by the
/// package alone. Two tools: <c>who_am_i</c>, for everybody, and <c>read_email</c>, which needs the scope <c>email</c>.
/// </summary>
internal sealed class NotesServer : IAsyncDisposable
{
    public const string Resource = "https://notes.example.com/mcp";

    private readonly WebApplication _app;

    private NotesServer(WebApplication app) => _app = app;

    /// <summary>The status and the challenge of each response that refused a request.</summary>
    public List<(int Status, string Challenge)> Refusals { get; } = [];

    public static async Task<NotesServer> StartAsync(string authKitDomain)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer(options =>
        {
            options.AuthKitDomain = new Uri(authKitDomain);
            options.Resource = Resource;
        });

        var app = builder.Build();
        var server = new NotesServer(app);
        app.Use(server.RecordAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapWorkOsProtectedResource("/mcp");
        app.MapPost("/mcp", SpeakAsync).RequireWorkOsUser().RequireWorkOsScope("openid");
        await app.StartAsync();
        return server;
    }

    public HttpMessageHandler CreateHandler() => _app.GetTestServer().CreateHandler();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task SpeakAsync(HttpContext context)
    {
        var message = await JsonSerializer.DeserializeAsync<JsonRpcMessage>(context.Request.Body, McpJsonUtilities.DefaultOptions, context.RequestAborted);
        if (NeedsEmail(message!) && !context.User.HasClaim(WorkOsClaimTypes.Scope, "email"))
        {
            await context.ForbidAsync(new OAuthChallengeProperties { Scope = ["email"] });
            return;
        }

        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, Options(context));
        var running = server.RunAsync(context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        if (!await transport.HandlePostRequestAsync(message!, context.Response.Body, context.RequestAborted))
        {
            context.Response.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }

        await transport.DisposeAsync();
        await running;
    }

    private static bool NeedsEmail(JsonRpcMessage message) =>
        message is JsonRpcRequest { Method: RequestMethods.ToolsCall } call && call.Params?["name"]?.GetValue<string>() == "read_email";

    private static McpServerOptions Options(HttpContext context) => new()
    {
        ServerInfo = new Implementation { Name = "Notes", Version = "1.0" },
        ToolCollection =
        [
            McpServerTool.Create(() => context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value, new McpServerToolCreateOptions { Name = "who_am_i" }),
            McpServerTool.Create(() => string.Join(' ', context.User.FindAll(WorkOsClaimTypes.Scope).Select(static claim => claim.Value)), new McpServerToolCreateOptions { Name = "read_email" }),
        ],
    };

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            lock (Refusals)
            {
                Refusals.Add((context.Response.StatusCode, context.Response.Headers.WWWAuthenticate.ToString()));
            }
        }
    }
}
