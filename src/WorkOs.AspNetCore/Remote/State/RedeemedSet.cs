using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Remembers, as hashes, what this process has sent to WorkOS, each for as long as it could be accepted. Bounded; beyond that the
/// oldest are forgotten.
/// </summary>
/// <param name="capacity">How many are remembered.</param>
internal sealed class RedeemedSet(int capacity)
{
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _hashes = [];
    private readonly Queue<(UInt128 Hash, DateTimeOffset Until)> _order = new();

    /// <summary>Whether it is redeemed for the first time; nobody accepts it after <paramref name="until"/>.</summary>
    public bool TryAdd(string secret, DateTimeOffset now, DateTimeOffset until)
    {
        // Of the hash a value, because thousands of strings that live for a while would be moved by one garbage collection after another.
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(secret.AsSpan()), bytes);
        var hash = BitConverter.ToUInt128(bytes);
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && oldest.Until < now)
            {
                _hashes.Remove(_order.Dequeue().Hash);
            }

            if (!_hashes.Add(hash))
            {
                return false;
            }

            _order.Enqueue((hash, until));
            if (_order.Count > capacity)
            {
                _hashes.Remove(_order.Dequeue().Hash);
            }

            return true;
        }
    }
}
