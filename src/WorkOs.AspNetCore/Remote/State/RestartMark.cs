using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// What the correlation cookie of a restart says besides its time: that the handler, not the user, started this sign-in.
/// Bound to the scheme by its protection, to the one cookie and time by what it holds; counts for minutes, as the caller says,
/// and ends with the cookie.
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
