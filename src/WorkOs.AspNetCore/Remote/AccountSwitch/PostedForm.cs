using Microsoft.AspNetCore.Http.Features;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads a form that anybody may have posted. What cannot be read is no form: the framework throws for a body that is cut
/// short or past its limits, and for a charset that .NET refuses.
/// </summary>
internal static class PostedForm
{
    /// <summary>The form; <see langword="null"/> when the request has none, or one that cannot be read.</summary>
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

    // UTF-7 is what .NET refuses: with one exception when it looks the charset up, with another when it decodes.
    private static bool IsUnreadable(Exception exception) =>
        exception is InvalidDataException or IOException or NotSupportedException or ArgumentException;
}
