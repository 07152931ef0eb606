using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>
/// The keys that the machines share. Orders are not about ciphers: a value is bound to its purpose, and never the same twice, as with
/// Data Protection.
/// </summary>
internal sealed class OrderKeys(string path = "") : IDataProtector
{
    private static long protectedSoFar;

    private readonly byte[] _mark = SHA256.HashData(Encoding.UTF8.GetBytes(path));

    public IDataProtector CreateProtector(string purpose) => new OrderKeys($"{path}/{purpose}");

    public byte[] Protect(byte[] plaintext) => [.. _mark, .. BitConverter.GetBytes(Interlocked.Increment(ref protectedSoFar)), .. plaintext];

    public byte[] Unprotect(byte[] protectedData) => protectedData.AsSpan().StartsWith(_mark)
        ? protectedData[(_mark.Length + sizeof(long))..]
        : throw new CryptographicException("It was protected for another purpose.");
}
