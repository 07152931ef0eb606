using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore;

/// <summary>
/// Stores hashes of the values that this process has sent to WorkOS, each until the value would no longer be accepted. The number of hashes is
/// limited; beyond it the oldest are removed.
/// </summary>
/// <param name="capacity">The maximum number of hashes.</param>
internal sealed class RedeemedSet(int capacity)
{
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _hashes = [];
    private readonly Queue<(UInt128 Hash, DateTimeOffset Until)> _order = new();

    /// <summary>
    /// Whether the secret is redeemed for the first time. It is not accepted after <paramref name="until"/>, and its hash is removed then.
    /// </summary>
    public bool TryAdd(string secret, DateTimeOffset now, DateTimeOffset until)
    {
        // The hash is stored as a value. The garbage collector would move thousands of long-lived strings in one collection after another.
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
