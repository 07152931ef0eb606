using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Compares secrets in constant time, so that timing does not reveal where they differ.</summary>
internal static class FixedTime
{
    public static bool Equal(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
