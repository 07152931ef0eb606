using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// The mark in the correlation cookie of a restart, which shows that the handler, not the user, started this sign-in. It is bound to the scheme by
/// its protection, and to one cookie and its time by its contents. The caller limits it to a few minutes, and it expires with the cookie.
/// </summary>
internal static class RestartMark
{
    public static string Protect(string id, string issued, WorkOsRemoteOptions options, string scheme) =>
        ProtectorOf(options, scheme).Protect($"{issued}.{id}");

    public static bool IsGenuine(string mark, string id, long issued, WorkOsRemoteOptions options, string scheme) =>
        ProtectorOf(options, scheme).UnprotectOrNull(mark) == $"{issued.ToString(CultureInfo.InvariantCulture)}.{id}";

    private static IDataProtector ProtectorOf(WorkOsRemoteOptions options, string scheme) =>
        options.DataProtectionProvider!.CreateProtector("WorkOs.AspNetCore.RestartMark", scheme, "v1");
}
