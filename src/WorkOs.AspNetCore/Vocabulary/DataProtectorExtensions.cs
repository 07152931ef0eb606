using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>Reads protected texts that may come from anybody.</summary>
internal static class DataProtectorExtensions
{
    /// <summary>What was protected; <see langword="null"/> where the text was changed, or has another key or purpose.</summary>
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
