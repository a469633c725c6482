using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using MongoDB.Driver;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>DataProtection's keys in MongoDB, so that a cookie from one instance is good at every other.</summary>
public sealed class MongoKeyRing(MongoDoor door) : IXmlRepository
{
    public static readonly MongoIndexes Indexes = new("keyRing");
    private readonly MongoRecords<Key> _keys = new(door, Indexes.Collection);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. _keys.ListAsync(MongoRecords<Key>.Where.Empty, null, null, CancellationToken.None).GetAwaiter().GetResult().Select(k => XElement.Parse(k.Xml))];

    public void StoreElement(XElement element, string friendlyName) => _keys.RunAsync(c => c.ReplaceOneAsync(
        MongoRecords<Key>.Where.Eq("_id", friendlyName),
        MongoDocuments.Write(friendlyName, new Key(friendlyName, element.ToString(SaveOptions.DisableFormatting))),
        new ReplaceOptions { IsUpsert = true }), CancellationToken.None).GetAwaiter().GetResult();

    private sealed record Key(string Name, string Xml);
}
