namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers, as hashes, the codes that this process has sent to WorkOS: a browser that repeats its callback request
/// must not make the handler send the same code twice. Bounded; the oldest are forgotten.
/// </summary>
internal sealed class RedeemedCodes
{
    private const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _hashes = new(Capacity + 1);
    private readonly Queue<UInt128> _order = new(Capacity + 1);

    /// <summary>Whether the code is seen for the first time.</summary>
    public bool TryAdd(string code)
    {
        var hash = RedeemedHash.Of(code);
        lock (_lock)
        {
            if (!_hashes.Add(hash))
            {
                return false;
            }

            _order.Enqueue(hash);
            if (_order.Count > Capacity)
            {
                _hashes.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
