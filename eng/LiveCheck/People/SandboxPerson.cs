using WorkOs.AspNetCore.Testing;

namespace LiveCheck.People;

/// <summary>A simulated person who signs in to the sandbox.</summary>
internal sealed class SandboxPerson(WorkOsSandbox sandbox, string email, string organizationId) : IPerson
{
    public Task<Uri> SignInAsync(Uri url, CancellationToken cancellationToken) =>
        sandbox.Connect.CompleteSignInAsync(url, email, organizationId, cancellationToken: cancellationToken);
}
