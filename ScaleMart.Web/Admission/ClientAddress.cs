using System.Net;
using System.Net.Sockets;

namespace ScaleMart.Web.Admission;

/// <summary>What counts as one client.</summary>
internal static class ClientAddress
{
    private const int PrefixBytes = 8;

    /// <summary>
    /// An IPv4 address, also where it came dressed as IPv6; of an IPv6 address its /64, for one household has 2⁶⁴ of them.
    /// Clients without any address (a Unix socket) are one.
    /// </summary>
    public static IPAddress Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return IPAddress.None;
        address = Unmapped(address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[PrefixBytes..].Clear();
        return new IPAddress(bytes);
    }

    public static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
