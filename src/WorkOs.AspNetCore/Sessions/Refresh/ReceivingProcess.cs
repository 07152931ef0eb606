using System.Buffers.Text;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Records which process received the tokens of a session in a cookie. Used where refresh tokens are sent once and the marks of sent tokens
/// (<see cref="SentRefreshTokens"/>) are in the memory of the process: another process, or this one after a restart, cannot know whether a
/// token was sent.
/// </summary>
/// <remarks>The name of the process is random. The next tokens replace it. With a shared cache, no name is written.</remarks>
internal sealed class ReceivingProcess(SessionCache cache)
{
    private const int NameBytes = 16;

    private readonly string _name = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NameBytes));

    /// <summary>Whether the marks of sent tokens are in the memory of this process only.</summary>
    public bool HasOwnMemory { get; } = cache.IsOfThisProcess;

    /// <summary>Writes into a ticket that this process has received its tokens.</summary>
    public void WriteTo(AuthenticationProperties properties)
    {
        if (HasOwnMemory)
        {
            SessionState.WriteReceiver(properties, _name);
        }
    }

    /// <summary>Whether another process received the refresh token, and may have sent it.</summary>
    public bool IsAnother(RefreshRequest request) => HasOwnMemory && request.Store is null && request.Session.ReceivedBy != _name;
}
