using System.Security.Cryptography;

namespace ScaleMart.Web.Storage;

/// <summary>
/// The one folder that embedded stores and generated secrets live in. One process at a time: a second one is refused,
/// because two embedded stores over the same files would each believe that they are the only truth.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        // It holds the signing key and everybody's records: its owner's alone.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            _lock = new FileStream(PathOf("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new StartRefusedException(
                $"Another ScaleMart is already running on the data directory '{Path}'. Stop it, or give this one its own with --DataDirectory=<folder>.", fault);
        }
    }

    public string Path { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A secret of 32 random bytes, made at the first start and kept; readable by the owner alone.</summary>
    public byte[] Secret(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path)) return Convert.FromBase64String(File.ReadAllText(path).Trim());
        var secret = RandomNumberGenerator.GetBytes(32);
        var draft = path + ".new";
        File.WriteAllText(draft, Convert.ToBase64String(secret));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, path, overwrite: true);
        return secret;
    }

    public void Dispose() => _lock.Dispose();
}
