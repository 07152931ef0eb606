namespace WorkOs.AspNetCore;

/// <summary>
/// The states and codes that this process has sent to WorkOS, so that a browser that repeats its callback request, or sends its state with another
/// code, causes no second call. Other machines do not share them; there, WorkOS refuses a code that was already redeemed.
/// </summary>
internal sealed class Redeemed
{
    /// <summary>
    /// The correlation ids of states. A state allows one call, whatever codes are sent with it. To displace an entry, a client needs as many states
    /// as the capacity (3 MB of hashes), and each of these has allowed only one call.
    /// </summary>
    public RedeemedSet States { get; } = new(65_536);

    /// <summary>The codes. WorkOS determines how long they are valid, so only the newest are kept.</summary>
    public RedeemedSet Codes { get; } = new(4096);
}
