using MongoDB.Driver;

namespace ScaleMart.Web.Storage;

/// <summary>The door to MongoDB: the books' collections over one pooled client.</summary>
public sealed class MongoDoor(Stores stores) : IDisposable
{
    private readonly MongoClient _client = new(stores.MongoDB);

    public void Dispose() => _client.Dispose();
}
