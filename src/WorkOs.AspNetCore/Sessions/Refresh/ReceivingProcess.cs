using System.Buffers.Text;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Tells which process received the tokens of a session in a cookie, where refresh tokens are sent once and the memory of what was sent
/// (<see cref="SentRefreshTokens"/>) is that of one process: no other knows whether a token was sent, nor the same one after a restart.
/// </summary>
/// <remarks>The name of the process is random, in the session, and ends with its next tokens. With a shared cache there is none.</remarks>
internal sealed class ReceivingProcess(SessionCache cache)
{
    private const int NameBytes = 16;

    private readonly string _name = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NameBytes));

    /// <summary>Whether nothing but this process knows what it has sent.</summary>
    public bool HasOwnMemory { get; } = cache.IsOfThisProcess;

    /// <summary>Writes into a ticket that this process has received its tokens.</summary>
    public void WriteTo(AuthenticationProperties properties)
    {
        if (HasOwnMemory)
        {
            SessionState.WriteReceiver(properties, _name);
        }
    }

    /// <summary>Whether another process may have sent the refresh token, and nobody here would know.</summary>
    public bool IsAnother(RefreshRequest request) => HasOwnMemory && request.Store is null && request.Session.ReceivedBy != _name;
}
