namespace ScaleMart.Web.Storage;

/// <summary>Which stores stand behind the doors: a connection string each, or null for the one inside the process.</summary>
public sealed record Stores(string? Redis, string? MongoDB)
{
    /// <summary>Both live in this process and its data directory: no other process has a part in them.</summary>
    public bool AreEmbedded => Redis is null && MongoDB is null;

    public static Stores Of(IConfiguration configuration) => new(Named(configuration, "Redis"), Named(configuration, "MongoDB"));

    private static string? Named(IConfiguration configuration, string store) =>
        configuration.GetConnectionString(store) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
