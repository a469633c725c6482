namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>Where the source tree is, found upwards from the built tests.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Debug or Release: the one that these tests were built as.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "ScaleMart.sln")) ? folder.FullName
        : folder.Parent is { } parent ? Find(parent)
        : throw new DirectoryNotFoundException("These tests do not stand inside the repository.");
}
