using MongoDB.Driver;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>The real driver at the stand-in, set as the stand-in insists.</summary>
internal static class Through
{
    public static MongoClient Client(MongoStandin standin, bool retries = true)
    {
        var settings = MongoClientSettings.FromConnectionString(standin.ConnectionString("tests"));
        settings.WriteConcern = WriteConcern.WMajority;
        settings.ReadConcern = ReadConcern.Majority;
        settings.RetryWrites = settings.RetryReads = retries;
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(2);
        return new MongoClient(settings);
    }
}
