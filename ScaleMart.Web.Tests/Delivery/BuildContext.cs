namespace ScaleMart.Web.Tests.Delivery;

/// <summary>What of the repository Docker sees: .dockerignore's lines in order, the last that matches decides (no patterns but names and one star are used there).</summary>
internal static class BuildContext
{
    private static readonly string[] Lines = [.. File.ReadAllLines(Repository.PathOf(".dockerignore")).Where(l => l.Length > 0 && l[0] != '#')];

    public static bool Lets(string path)
    {
        var lets = true;
        foreach (var line in Lines)
        {
            var rule = line.TrimStart('!');
            if (rule == "*" || path == rule || path.StartsWith(rule + "/", StringComparison.Ordinal)) lets = line[0] == '!';
        }

        return lets;
    }

    /// <summary>Copies a file or a folder of the repository as a COPY line would.</summary>
    public static void Copy(string source, string target)
    {
        var from = Repository.PathOf(source);
        if (File.Exists(from)) CopyFile(source, Path.Combine(target, Path.GetFileName(from)));
        else
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
                CopyFile(Path.GetRelativePath(Repository.Root, file), Path.Combine(target, Path.GetRelativePath(from, file)));
    }

    private static void CopyFile(string path, string target)
    {
        if (!Lets(path.Replace('\\', '/'))) return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Repository.PathOf(path), target, overwrite: true);
    }
}
