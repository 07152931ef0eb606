using System.Net;
using System.Net.Sockets;

namespace WorkOs.AspNetCore;

/// <summary>
/// The address and the user agent of the browser that sent a request, for WorkOS. Bound to the request and to the refresh that it starts; never
/// logged.
/// </summary>
/// <param name="IpAddress">The address; <see langword="null"/> if it is unknown, or not a public internet address.</param>
/// <param name="UserAgent">The user agent, in printable ASCII; <see langword="null"/> where there is none.</param>
internal sealed record ClientInfo(string? IpAddress, string? UserAgent)
{
    private const int MaxUserAgentLength = 512;

    // Headers that a proxy adds and the forwarded headers middleware removes.
    private static readonly string[] ForwardedFor = ["X-Forwarded-For", "Forwarded"];

    public static ClientInfo Of(HttpContext context) => new(FindAddress(context), FindUserAgent(context.Request.Headers));

    public override string ToString() => nameof(ClientInfo);

    private static string? FindAddress(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Connection.RemoteIpAddress is not { } address || IsOfProxy(headers))
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsOfInternet(address) ? address.ToString() : null;
    }

    // The middleware adds X-Original-For when it has changed the remote address of the connection.
    private static bool IsOfProxy(IHeaderDictionary headers) =>
        ForwardedFor.Any(headers.ContainsKey) || (headers.ContainsKey("X-Real-IP") && !headers.ContainsKey("X-Original-For"));

    private static string? FindUserAgent(IHeaderDictionary headers)
    {
        var printable = headers.UserAgent.ToString().Where(static c => c is >= ' ' and <= '~').Take(MaxUserAgentLength);
        var text = string.Concat(printable).Trim();
        return text.Length == 0 ? null : text;
    }

    // RFC 6890: an address that is not of the internet belongs to a proxy, a container or this machine.
    private static bool IsOfInternet(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // 2000::/3, the only range that has been allocated.
            return (address.GetAddressBytes()[0] & 0xe0) == 0x20;
        }

        return address.GetAddressBytes() switch
        {
            [0 or 10 or 127 or >= 224, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 168, ..] => false,
            _ => true,
        };
    }
}
