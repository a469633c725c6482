using ScaleMart.Web.Storage;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_second_process_on_the_same_directory_is_refused_with_what_to_do()
    {
        using var first = new DataDirectory(_folder.Path);
        var refused = Assert.Throws<StartRefusedException>(() => new DataDirectory(_folder.Path));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--DataDirectory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_free_again_when_its_process_ends()
    {
        new DataDirectory(_folder.Path).Dispose();
        using var next = new DataDirectory(_folder.Path);
        Assert.Equal(_folder.Path, next.Path);
    }

    [Fact]
    public void A_secret_is_made_once_and_kept_for_its_owner_alone()
    {
        byte[] made;
        using (var first = new DataDirectory(_folder.Path)) made = first.Secret("a.key");
        using var second = new DataDirectory(_folder.Path);
        Assert.Equal(made, second.Secret("a.key"));
        Assert.Equal(32, made.Length);
        Assert.NotEqual(made, second.Secret("another.key"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(second.PathOf("a.key")));
    }

    public void Dispose() => _folder.Dispose();
}
