using System.Collections.Concurrent;
using System.Net;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>
/// A cache on Redis, as an app would register its own: a few connections, each for one command at a time, opened when they are needed
/// and dropped when something goes wrong.
/// </summary>
internal sealed class RedisCache(string server, KillSwitch steps) : SharedCache(steps), IDisposable
{
    private const int Connections = 16;

    private const string SetIfSame = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    private readonly IPEndPoint _server = IPEndPoint.Parse(server);
    private readonly ConcurrentBag<RedisConnection> _idle = [];
    private readonly SemaphoreSlim _turns = new(Connections);

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _turns.Dispose();
    }

    protected override async Task<IReadOnlyList<byte[]?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        [.. ((object?[])(await SendAsync(cancellationToken, ["MGET", .. keys]))!).Cast<byte[]?>()];

    protected override Task DeleteAsync(string key, CancellationToken cancellationToken) => SendAsync(cancellationToken, "DEL", key);

    protected override Task WriteAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        SendAsync(cancellationToken, "SET", key, value, "PX", Milliseconds(lifetime));

    protected override async Task<bool> TryWriteAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        expected is null
            ? await SendAsync(cancellationToken, "SET", key, value, "NX", "PX", Milliseconds(lifetime)) is not null
            : await SendAsync(cancellationToken, "EVAL", SetIfSame, 1, key, expected, value, Milliseconds(lifetime)) is 1L;

    private static long Milliseconds(TimeSpan lifetime) => Math.Max((long)lifetime.TotalMilliseconds, 1);

    private async Task<object?> SendAsync(CancellationToken cancellationToken, params object[] command)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            var isUsed = _idle.TryTake(out var connection);
            try
            {
                return await SendAsync(connection ??= await RedisConnection.OpenAsync(_server, cancellationToken), command, cancellationToken);
            }
            catch (IOException) when (isUsed && !cancellationToken.IsCancellationRequested)
            {
                // Closed while it was idle, as all others are then: the server has been started again.
                while (_idle.TryTake(out var other))
                {
                    other.Dispose();
                }

                return await SendAsync(await RedisConnection.OpenAsync(_server, cancellationToken), command, cancellationToken);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<object?> SendAsync(RedisConnection connection, object[] command, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await connection.SendAsync(command, cancellationToken);
            _idle.Add(connection);
            return reply;
        }
        catch (RedisException)
        {
            _idle.Add(connection);
            throw;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
