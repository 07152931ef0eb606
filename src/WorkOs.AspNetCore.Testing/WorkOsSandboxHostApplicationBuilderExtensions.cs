using WorkOs.AspNetCore.Testing;

namespace Microsoft.Extensions.Hosting;

/// <summary>Starts a <see cref="WorkOsSandbox"/> in the process of an app.</summary>
public static class WorkOsSandboxHostApplicationBuilderExtensions
{
    /// <summary>
    /// Lets an app sign in without a WorkOS account: starts a sandbox in Development and configures the app for it. Does nothing in other
    /// environments, or if the app has a WorkOS client id or API key in <c>WORKOS_CLIENT_ID</c>, <c>WORKOS_API_KEY</c> or
    /// <c>Authentication:Schemes:{scheme}</c>. Call it before the app is built; the sandbox then uses the redirect URI and the sign-in endpoint of
    /// the app.
    /// </summary>
    /// <param name="builder">The builder of the app, such as <c>WebApplication.CreateBuilder(args)</c>.</param>
    /// <param name="configure">Adds organizations, connections, people and redirect URIs. Default: the sample people.</param>
    /// <param name="cancellationToken">Cancels the start. A sandbox that has started continues to run.</param>
    /// <returns>The sandbox, which the app disposes when it ends, or <see langword="null"/> if none is needed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">Something was added that WorkOS would not accept.</exception>
    /// <exception cref="InvalidOperationException">What was added is inconsistent.</exception>
    /// <exception cref="IOException">The chosen port is in use.</exception>
    /// <exception cref="OperationCanceledException">The start was canceled.</exception>
    public static async Task<WorkOsSandbox?> UseWorkOsSandboxAsync(
        this IHostApplicationBuilder builder, Action<WorkOsSandboxBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Environment.IsDevelopment() || AppSettings.HaveCredentials(builder.Configuration))
        {
            return null;
        }

        var sandbox = await WorkOsSandbox.StartAsync(builder.Environment, configure, cancellationToken);
        AppSettings.Set(builder.Configuration, sandbox.ClientId, sandbox.ApiKey, sandbox.BaseAddress);
        SandboxAnnouncement.AddTo(builder.Services, sandbox.BaseAddress, site =>
        {
            sandbox.DefaultRedirectUri ??= new Uri(site, "/signin-workos");
            sandbox.SignInEndpoint ??= new Uri(site, "/auth/sign-in");
        });
        return sandbox;
    }
}
