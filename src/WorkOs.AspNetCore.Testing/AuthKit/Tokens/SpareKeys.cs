using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// RSA keys of sandboxes that have ended, for those that start later: to make one takes a quarter of a second, which is most of
/// what a test with a sandbox costs. Two sandboxes that live at the same time never have the same key.
/// </summary>
internal static class SpareKeys
{
    private const int Bits = 2048;

    private static readonly ConcurrentBag<RSA> Spare = [];

    public static RSA Take() => Spare.TryTake(out var key) ? key : RSA.Create(Bits);

    public static void Return(RSA key) => Spare.Add(key);
}
