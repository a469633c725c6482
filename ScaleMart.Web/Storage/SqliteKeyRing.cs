using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ScaleMart.Web.Storage;

/// <summary>DataProtection's keys in the embedded document store, so that cookies outlive a restart.</summary>
public sealed class SqliteKeyRing(SqliteDoor door) : IXmlRepository
{
    public const string Schema = "CREATE TABLE IF NOT EXISTS key_ring (name TEXT PRIMARY KEY, xml TEXT NOT NULL)";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        door.ReadAsync(c => c.Query<string>("SELECT xml FROM key_ring").Select(XElement.Parse).ToList()).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        door.WriteAsync((c, t) => c.Execute(
            "INSERT OR REPLACE INTO key_ring (name, xml) VALUES (@friendlyName, @xml)",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) }, t)).GetAwaiter().GetResult();
}
