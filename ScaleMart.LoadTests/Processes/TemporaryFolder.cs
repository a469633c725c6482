namespace ScaleMart.LoadTests.Processes;

/// <summary>A folder of its own for one use, gone with it, and with this program when that is interrupted.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly IDisposable _interruption;

    public TemporaryFolder() => (Path, _interruption) = Interruption.MakeFolder();

    public string Path { get; }

    public void Dispose()
    {
        _interruption.Dispose();
        Delete(Path);
    }

    internal static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just killed may still be letting its files go; the system's temporary folder is swept by others.
        }
    }
}
