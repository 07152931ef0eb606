using System.Diagnostics;
using System.Net;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>A Redis with a folder of its own. It keeps what it has when it is started again.</summary>
internal sealed class RedisServer : CacheEngine
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-redis-");
    private ServerProcess? _server;
    private int _port;

    public override string Name => CacheEngines.Redis;

    public override string Connection => $"127.0.0.1:{_port}";

    public override async Task StartAsync() => (_server, _port) = await LoopbackPort.StartAsync(StartAsync);

    public override Task FreezeAsync() => _server!.SignalAsync("STOP");

    public override Task ThawAsync() => _server!.SignalAsync("CONT");

    public override async Task RestartAsync()
    {
        await _server!.SignalAsync("TERM");
        await _server.Exited;
        await _server.DisposeAsync();
        _server = await StartAsync(_port);
    }

    public override async Task EmptyAsync()
    {
        using var connection = await RedisConnection.OpenAsync(IPEndPoint.Parse(Connection), CancellationToken.None);
        await connection.SendAsync(["FLUSHALL"], CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private Task<ServerProcess> StartAsync(int port) => ServerProcess.StartAsync(
        new ProcessStartInfo(Programs.Find("redis-server")!,
            ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", _folder.FullName, "--save", "", "--appendonly", "yes", "--daemonize", "no"]),
        "Ready to accept connections");
}
