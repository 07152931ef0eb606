using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The RSA keys of sandboxes that have ended, which later sandboxes use again. Creating a key takes a quarter of a second, most of the time of a test
/// with a sandbox. Two sandboxes never use the same key at the same time.
/// </summary>
internal static class SpareKeys
{
    private const int Bits = 2048;

    private static readonly ConcurrentBag<RSA> Spare = [];

    public static RSA Take() => Spare.TryTake(out var key) ? key : RSA.Create(Bits);

    public static void Return(RSA key) => Spare.Add(key);
}
