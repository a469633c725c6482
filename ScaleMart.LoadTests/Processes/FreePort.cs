using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ScaleMart.LoadTests.Processes;

/// <summary>A port on loopback for a server that keeps its address while it is down.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Drawn = new();

    /// <summary>
    /// Below the range that the system takes for outgoing connections, so that it stays free. No port is drawn twice in one
    /// program: its server may start later, or again after a stop.
    /// </summary>
    public static int Draw()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            if (!Drawn.TryAdd(port, true)) continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: draw another.
            }
        }
    }
}
