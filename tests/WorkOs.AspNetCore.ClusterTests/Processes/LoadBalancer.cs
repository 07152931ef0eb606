using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>haproxy in front of the machines: each request goes to the next one, whoever sends it.</summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private const string Backend = "site";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-haproxy-");
    private ServerProcess? _server;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    private string AdminSocket => Path.Combine(_folder.FullName, "admin.sock");

    public async Task StartAsync(IEnumerable<string> machines, string healthPath)
    {
        var servers = machines.ToList();
        (_server, var port) = await LoopbackPort.StartAsync(async port =>
        {
            var file = Path.Combine(_folder.FullName, "haproxy.cfg");
            await File.WriteAllTextAsync(file, Configuration(port, servers, healthPath));
            return await ServerProcess.StartAsync(new ProcessStartInfo(Programs.Find("haproxy")!, ["-W", "-db", "-f", file]), "Loading success");
        });
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Sends requests to a machine, as soon as it is healthy.</summary>
    public async Task AddAsync(string machine, Uri address)
    {
        await TellAsync($"set server {Backend}/{machine} addr {address.Host} port {address.Port}");
        await TellAsync($"set server {Backend}/{machine} state ready");
        await TellAsync($"set server {Backend}/{machine} health up");
    }

    /// <summary>Sends no new requests to a machine.</summary>
    public Task DrainAsync(string machine) => TellAsync($"set server {Backend}/{machine} state maint");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task TellAsync(string command)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(AdminSocket));
        await socket.SendAsync(Encoding.ASCII.GetBytes(command + "\n"));
        using var reader = new StreamReader(new NetworkStream(socket));
        var reply = (await reader.ReadToEndAsync()).Trim();
        if (reply.Contains("rror", StringComparison.Ordinal) || reply.Contains("No such", StringComparison.Ordinal) || reply.Contains("nknown", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"haproxy: '{command}': {reply}");
        }
    }

    private string Configuration(int port, IEnumerable<string> machines, string healthPath) => $"""
        global
          stats socket {AdminSocket} mode 600 level admin
        defaults
          mode http
          balance roundrobin
          retries 2
          option redispatch 1
          timeout connect 2s
          timeout client 60s
          timeout server 60s
          timeout check 5s
        frontend people
          bind 127.0.0.1:{port}
          default_backend {Backend}
        backend {Backend}
          option httpchk GET {healthPath}
          default-server check inter 200ms fall 3 rise 1
        {string.Join('\n', machines.Select(machine => $"  server {machine} 127.0.0.1:1 disabled"))}

        """;
}
