using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Admission;

/// <summary>Section <c>Https</c>: what becomes of browsers that come over http.</summary>
public sealed class HttpsOptions
{
    /// <summary>Sends them to the same address over https; never <c>/healthz</c> and <c>/metrics</c>, whose readers come from inside.</summary>
    public bool Redirect { get; set; }

    /// <summary>The port that browsers see, which behind a proxy is the proxy's.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 443;
}
