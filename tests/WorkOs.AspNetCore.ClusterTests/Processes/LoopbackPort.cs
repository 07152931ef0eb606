using System.Net;
using System.Net.Sockets;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Ports for servers that cannot let the system choose one by themselves.</summary>
internal static class LoopbackPort
{
    private const int Attempts = 5;

    /// <summary>Starts a server on a port that is free, with another one if somebody was faster.</summary>
    public static async Task<(ServerProcess Server, int Port)> StartAsync(Func<int, Task<ServerProcess>> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = Choose();
            try
            {
                return (await start(port), port);
            }
            catch (ServerEndedException) when (attempt < Attempts)
            {
            }
        }
    }

    private static int Choose()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
