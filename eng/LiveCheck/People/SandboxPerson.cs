using WorkOs.AspNetCore.Testing;

namespace LiveCheck.People;

/// <summary>A person at the sandbox, who clicks what has to be clicked.</summary>
internal sealed class SandboxPerson(WorkOsSandbox sandbox, string email, string organizationId) : IPerson
{
    public Task<Uri> SignInAsync(Uri url, CancellationToken cancellationToken) =>
        sandbox.Connect.CompleteSignInAsync(url, email, organizationId, cancellationToken: cancellationToken);
}
