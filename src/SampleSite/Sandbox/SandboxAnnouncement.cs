using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WorkOs.AspNetCore;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>
/// Once the site listens: tells the sandbox where it is, as its owner would in WorkOS's dashboard, and the person at
/// the console who can sign in.
/// </summary>
internal sealed class SandboxAnnouncement(WorkOsSandbox sandbox, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (Uri.TryCreate(address, UriKind.Absolute, out var site))
        {
            sandbox.DefaultRedirectUri = new Uri(site, WorkOsDefaults.CallbackPath);
            sandbox.SignInEndpoint = new Uri(site, "/auth/sign-in");

            // A sign-in from the identity provider comes with its connection then, and ends signed in instead of at an e-mail form.
            sandbox.IdpInitiated = WorkOsSandboxIdpInitiated.SignInEndpoint;
        }

        Console.WriteLine(Text(site));
    }

    private string Text(Uri? site)
    {
        var text = new StringBuilder()
            .AppendLine()
            .AppendLine("WorkOS is not configured, so this site signs people in with a sandbox in its own process.")
            .AppendLine(null, $"Open {site?.AbsoluteUri ?? "the site"} and sign in as one of:")
            .AppendLine();
        foreach (var person in sandbox.People.DistinctBy(person => person.Email))
        {
            text.AppendLine(null, $"  {person.Email,-24}{person.DisplayName}");
        }

        return text
            .AppendLine()
            .AppendLine(null, $"The sandbox shows what it has at {sandbox.BaseAddress.AbsoluteUri}")
            .AppendLine(null, $"It is an AuthKit domain as well, {sandbox.AuthKitDomain}: the sign-in page has a button for Connect, and the page /apis")
            .AppendLine("shows what a session, an application, a machine and an API key may do.")
            .AppendLine()
            .AppendLine("To use a WorkOS environment of your own, set WORKOS_CLIENT_ID and WORKOS_API_KEY.")
            .ToString();
    }
}
