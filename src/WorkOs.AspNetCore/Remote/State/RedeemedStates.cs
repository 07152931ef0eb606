namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers, as hashes of their correlation ids, the states whose code this process has sent to WorkOS: a state buys one
/// call, whatever codes come with it. Each is kept for as long as its state could be accepted, up to 65,536 of them (3 MB).
/// Beyond that the oldest are forgotten, which gives nothing away: whoever wants to have one forgotten needs as many states,
/// and each of those has bought its call. Other machines do not know; there, WorkOS refuses a code that was redeemed.
/// </summary>
internal sealed class RedeemedStates
{
    private const int Capacity = 65_536;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _hashes = [];
    private readonly Queue<(UInt128 Hash, DateTimeOffset Until)> _order = new();

    /// <summary>Whether the state of this correlation id is redeemed for the first time; no state of the scheme lives longer than <paramref name="until"/>.</summary>
    public bool TryAdd(string correlationId, DateTimeOffset now, DateTimeOffset until)
    {
        var hash = RedeemedHash.Of(correlationId);
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until < now || _order.Count >= Capacity))
            {
                _hashes.Remove(_order.Dequeue().Hash);
            }

            if (!_hashes.Add(hash))
            {
                return false;
            }

            _order.Enqueue((hash, until));
            return true;
        }
    }
}
