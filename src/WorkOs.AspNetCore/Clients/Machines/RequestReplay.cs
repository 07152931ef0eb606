using System.Net.Http.Json;

namespace WorkOs.AspNetCore;

/// <summary>Tells whether a request can be sent a second time, and makes its content ready for that.</summary>
internal static class RequestReplay
{
    /// <summary>The largest content that is buffered to be sent again.</summary>
    public const int MaxBufferedBytes = 1024 * 1024;

    /// <summary>
    /// Bytes, text, forms and JSON can be written any number of times. Any other content of a known length is buffered, up to one
    /// megabyte. What is longer, or of unknown length, can be sent once.
    /// </summary>
    public static async Task<bool> PrepareAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent)
        {
            return true;
        }

        if (content.Headers.ContentLength is not <= MaxBufferedBytes)
        {
            return false;
        }

        await content.LoadIntoBufferAsync(MaxBufferedBytes, cancellationToken);
        return true;
    }
}
