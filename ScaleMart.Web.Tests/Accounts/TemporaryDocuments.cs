using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Tests.Accounts;

/// <summary>A real document store in a folder of its own, which can be closed and opened again as by a restart.</summary>
public sealed class TemporaryDocuments : IDisposable
{
    private static readonly SqliteSchema[] Schemas = [new(SqliteUserBook.Schema), new(SqliteRefreshTokenBook.Schema), new(SqliteChargeBook.Schema)];
    private readonly string _folder = Directory.CreateTempSubdirectory("scalemart-documents-").FullName;

    public TemporaryDocuments() => (Data, Door) = Open();

    public DataDirectory Data { get; private set; }

    public SqliteDoor Door { get; private set; }

    public void Reopen()
    {
        Close();
        (Data, Door) = Open();
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
    }

    private (DataDirectory, SqliteDoor) Open()
    {
        var data = new DataDirectory(_folder);
        return (data, new SqliteDoor(data, Schemas));
    }

    private void Close()
    {
        Door.Dispose();
        Data.Dispose();
    }
}
