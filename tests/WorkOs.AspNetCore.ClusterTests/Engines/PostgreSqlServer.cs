using System.Diagnostics;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>A PostgreSQL with a folder of its own. It does not run as root, so that root starts it as the user that Debian has for it.</summary>
internal sealed class PostgreSqlServer : CacheEngine
{
    private const string User = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-postgresql-");
    private ServerProcess? _server;
    private int _port;

    public override string Name => CacheEngines.PostgreSql;

    public override string Connection => PostgreSqlCache.ConnectionString(_port, User);

    public override async Task StartAsync()
    {
        if (Environment.UserName == "root")
        {
            await ServerProcess.RunAsync("/bin/chown", User, _folder.FullName);
        }

        var (program, arguments) = AsUser("initdb", "-D", _folder.FullName, "-A", "trust", "-U", User, "--no-sync", "--no-instructions");
        await ServerProcess.RunAsync(program, arguments);
        (_server, _port) = await LoopbackPort.StartAsync(StartAsync);
        await EmptyAsync();
    }

    public override Task FreezeAsync() => _server!.SignalAsync("STOP", withChildren: true);

    public override Task ThawAsync() => _server!.SignalAsync("CONT", withChildren: true);

    public override async Task RestartAsync()
    {
        // A fast shutdown: open connections are closed.
        await _server!.SignalAsync("INT");
        await _server.Exited;
        await _server.DisposeAsync();
        _server = await StartAsync(_port);
    }

    public override async Task EmptyAsync()
    {
        using var cache = new PostgreSqlCache(Connection, new KillSwitch());
        await cache.CreateAsync(CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static (string Program, IReadOnlyList<string> Arguments) AsUser(string program, params IEnumerable<string> arguments)
    {
        var path = Programs.Find(program)!;
        return Environment.UserName == "root"
            ? (Programs.Find("setpriv")!, ["--reuid", User, "--regid", User, "--init-groups", "--", path, .. arguments])
            : (path, [.. arguments]);
    }

    private Task<ServerProcess> StartAsync(int port)
    {
        var (program, arguments) = AsUser(
            "postgres", "-D", _folder.FullName, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off");
        return ServerProcess.StartAsync(new ProcessStartInfo(program, arguments), "database system is ready to accept connections");
    }
}
