namespace WorkOs.AspNetCore;

/// <summary>
/// What this process has sent to WorkOS, so that a browser that repeats its callback request, or brings its state with another
/// code, causes no second call. Other machines do not know; there, WorkOS refuses a code that was redeemed.
/// </summary>
internal sealed class Redeemed
{
    /// <summary>
    /// The correlation ids of states: a state buys one call, whatever codes come with it. Whoever wants to have one forgotten needs
    /// as many states (3 MB of hashes), and each of those has bought its call.
    /// </summary>
    public RedeemedSet States { get; } = new(65_536);

    /// <summary>The codes, whose lifetime is WorkOS's matter: only the newest are remembered.</summary>
    public RedeemedSet Codes { get; } = new(4096);
}
