namespace ScaleMart.Web.Pages.Shared;

/// <summary>A product's picture; without one, the placeholder. An empty <paramref name="Alt"/> where its name stands beside it.</summary>
public sealed record Picture(string? Url, string Alt = "", bool Faded = false, bool Lazy = false)
{
    public string Source => string.IsNullOrWhiteSpace(Url) ? "/images/placeholder.svg" : Url;
}
