using System.Net;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>A body whose connection breaks in the middle.</summary>
internal sealed class BrokenContent : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync("{\"profile\":"u8.ToArray());
        throw new IOException("The connection was reset.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
