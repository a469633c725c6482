using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace ScaleMart.Web.Admission;

/// <summary>Whose word on the client's address is taken. With nobody trusted, the forwarded headers mean nothing.</summary>
internal sealed class TrustedProxies(IOptions<AdmissionOptions> options) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions forwarded)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Value.TrustedProxies) forwarded.KnownIPNetworks.Add(Parse(proxy) ?? throw new InvalidOperationException(Fault(proxy)));
        // To the framework two empty lists mean that everybody is trusted; so the headers are switched off instead.
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // Through a chain of proxies, back to the first address that is not one of them.
        forwarded.ForwardLimit = null;
    }

    /// <summary>One address is a network of its own; null when it is neither.</summary>
    public static IPNetwork? Parse(string text)
    {
        text = text.Trim();
        if (IPNetwork.TryParse(text, out var network) && IsWhole(text)) return network;
        if (!IPAddress.TryParse(text, out var address) || !IsWhole(text)) return null;
        address = ClientAddress.Unmapped(address);
        return new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }

    public static string Fault(string text) =>
        $"Admission:TrustedProxies: '{text}' is neither an address nor a network such as 10.0.0.0/8.";

    // The parser takes "10" for 0.0.0.10.
    private static bool IsWhole(string text) => text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3;
}

internal sealed class AdmissionOptionsCheck : IValidateOptions<AdmissionOptions>
{
    public ValidateOptionsResult Validate(string? name, AdmissionOptions options)
    {
        var faults = options.TrustedProxies.Where(proxy => TrustedProxies.Parse(proxy) is null).Select(TrustedProxies.Fault).ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
