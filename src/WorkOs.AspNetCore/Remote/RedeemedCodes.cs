namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers the codes that this process has sent to WorkOS: a browser that repeats its callback request must not make
/// the handler send the same code twice. Bounded; the oldest are forgotten.
/// </summary>
internal sealed class RedeemedCodes
{
    private const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether the code is seen for the first time.</summary>
    public bool TryAdd(string code)
    {
        lock (_lock)
        {
            if (!_codes.Add(code))
            {
                return false;
            }

            _order.Enqueue(code);
            if (_order.Count > Capacity)
            {
                _codes.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
