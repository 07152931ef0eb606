using Microsoft.AspNetCore.Http.Features;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads a form that any client may have posted. A form that cannot be read counts as no form: the framework throws for a body that is truncated or
/// exceeds its limits, and for a charset that .NET does not support.
/// </summary>
internal static class PostedForm
{
    /// <summary>The form; <see langword="null"/> if the request has none, or one that cannot be read.</summary>
    public static async Task<IFormCollection?> TryReadAsync(HttpRequest request, CancellationToken cancellationToken, FormOptions? limits = null)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return limits is null
                ? await request.ReadFormAsync(cancellationToken)
                : await request.ReadFormAsync(limits, cancellationToken);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    // .NET refuses UTF-7: with one exception when it looks up the charset, and with another when it decodes.
    private static bool IsUnreadable(Exception exception) =>
        exception is InvalidDataException or IOException or NotSupportedException or ArgumentException;
}
