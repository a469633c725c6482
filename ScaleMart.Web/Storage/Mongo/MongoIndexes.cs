using MongoDB.Bson;
using MongoDB.Driver;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>The indexes that a book needs besides the one on <c>_id</c>. Making them again changes nothing.</summary>
public sealed record MongoIndexes(string Collection, params IReadOnlyList<CreateIndexModel<BsonDocument>> Models)
{
    // CommandNotFound, BadValue, InvalidOptions, CommandNotSupported, NotImplemented, CannotCreateIndex.
    private static readonly int[] NotKnown = [59, 2, 72, 115, 238, 67];

    /// <summary>Fields in their order, each ascending or, with a minus before it, descending.</summary>
    public static CreateIndexModel<BsonDocument> On(params ReadOnlySpan<string> fields) => new(Keys(fields), new CreateIndexOptions { Name = Name(fields) });

    public static CreateIndexModel<BsonDocument> Unique(string field) => new(Keys(field), new CreateIndexOptions { Name = Name(field), Unique = true });

    /// <summary>The server forgets a document when the date in this field is over; a server that cannot gets a plain index, and the book's own rules stay.</summary>
    public static CreateIndexModel<BsonDocument> Expiring(string field) =>
        new(Keys(field), new CreateIndexOptions { Name = $"{Name(field)}_expiring", ExpireAfter = TimeSpan.Zero });

    internal async Task MakeAsync(IMongoDatabase database)
    {
        var indexes = database.GetCollection<BsonDocument>(Collection).Indexes;
        foreach (var model in Models)
        {
            try
            {
                await indexes.CreateOneAsync(model);
            }
            catch (MongoCommandException fault) when (model.Options.ExpireAfter is not null && NotKnown.Contains(fault.Code))
            {
                await indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(model.Keys, new CreateIndexOptions { Name = model.Options.Name[..^"_expiring".Length] }));
            }
        }
    }

    private static BsonDocument Keys(params ReadOnlySpan<string> fields)
    {
        var keys = new BsonDocument();
        foreach (var field in fields) keys.Add(field.TrimStart('-'), field.StartsWith('-') ? -1 : 1);
        return keys;
    }

    private static string Name(params ReadOnlySpan<string> fields) => string.Join('_', fields).Replace("-", "", StringComparison.Ordinal);
}
