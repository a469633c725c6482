using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Admission;

/// <summary>Section <c>Admission</c>: how often one client address (IPv6: one /64) may try.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Requests a minute to the order endpoints; as many may come at once.</summary>
    [Range(1, 10_000_000)]
    public int PerAddressPerMinute { get; set; } = 6000;

    /// <summary>Attempts to sign in a minute.</summary>
    [Range(1, 10_000_000)]
    public int SignInPerAddressPerMinute { get; set; } = 30;

    /// <summary>Registrations a minute.</summary>
    [Range(1, 10_000_000)]
    public int RegisterPerAddressPerMinute { get; set; } = 20;

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed; nobody's
    /// when empty. A list: <c>Admission:TrustedProxies:0</c>, <c>:1</c> and so on.
    /// </summary>
    public string[] TrustedProxies { get; set; } = [];
}
