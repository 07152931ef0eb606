using System.Net.Http.Json;

namespace WorkOs.AspNetCore;

/// <summary>Determines whether a request can be sent twice, and buffers its content if necessary.</summary>
internal static class RequestReplay
{
    /// <summary>The largest content that is buffered to be sent again.</summary>
    public const int MaxBufferedBytes = 1024 * 1024;

    /// <summary>
    /// Bytes, text, forms and JSON can be sent any number of times. Other content of a known length is buffered, up to one megabyte. Longer
    /// content, and content of unknown length, can be sent only once.
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
