using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>One connection to Redis, for one command at a time (RESP2). After an exception it is of no more use.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly PipeReader _reader;

    private RedisConnection(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = PipeReader.Create(_stream);
    }

    public static async Task<RedisConnection> OpenAsync(EndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new RedisConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and reads its reply: <see cref="byte"/>[], <see cref="long"/>, a text, an array of these, or null.</summary>
    /// <exception cref="RedisException">Redis refused the command.</exception>
    public async Task<object?> SendAsync(IReadOnlyList<object> command, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        Append(bytes, $"*{command.Count}\r\n");
        foreach (var argument in command)
        {
            var value = argument as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
            Append(bytes, $"${value.Length}\r\n");
            bytes.Write(value);
            Append(bytes, "\r\n");
        }

        await _stream.WriteAsync(bytes.WrittenMemory, cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public void Dispose() => _stream.Dispose();

    private static void Append(ArrayBufferWriter<byte> bytes, string text) => Encoding.ASCII.GetBytes(text, bytes);

    private async Task<object?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken);
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case '-':
                throw new RedisException(rest);
            case ':':
                return Number(rest);
            case '$':
                var length = (int)Number(rest);
                return length < 0 ? null : await ReadBytesAsync(length, cancellationToken);
            case '*':
                var items = new object?[Math.Max(Number(rest), 0)];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = await ReadAsync(cancellationToken);
                }

                return items;
            default:
                throw new RedisException($"There is no reply of the type '{line[0]}'.");
        }
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _reader.ReadAsync(cancellationToken);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(result.Buffer.Slice(0, end)).TrimEnd('\r');
                _reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line.Length > 0 ? line : throw new RedisException("A reply has no type.");
            }

            _reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            ThrowIfClosed(result);
        }
    }

    private async Task<byte[]> ReadBytesAsync(int length, CancellationToken cancellationToken)
    {
        var result = await _reader.ReadAtLeastAsync(length + 2, cancellationToken);
        if (result.Buffer.Length < length + 2)
        {
            throw new IOException("Redis closed the connection.");
        }

        var bytes = result.Buffer.Slice(0, length).ToArray();
        _reader.AdvanceTo(result.Buffer.GetPosition(length + 2));
        return bytes;
    }

    private static void ThrowIfClosed(ReadResult result)
    {
        if (result.IsCompleted)
        {
            throw new IOException("Redis closed the connection.");
        }
    }
}
