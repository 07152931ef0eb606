using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>Reads protected text from untrusted sources.</summary>
internal static class DataProtectorExtensions
{
    /// <summary>Returns the original text; <see langword="null"/> if the protected text was changed, or has another key or purpose.</summary>
    public static string? UnprotectOrNull(this IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
