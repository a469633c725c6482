using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Storage;

/// <summary>
/// The doors to the two stores: Redis, which decides, and the documents, which remember. Embedded, both live in one data
/// directory that one process owns, and survive <c>kill -9</c>; named in <c>ConnectionStrings</c>, they are a Redis and a MongoDB
/// that any number of processes share. What may go wrong: the directory is taken or not writable, and then the shop does not
/// start; a store is away, and then the shop starts all the same, each call throws, and the caller says so.
/// </summary>
public static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<StorageOptions>()
            .BindConfiguration("Storage", o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        var stores = Stores.Of(configuration);
        services.AddSingleton(stores);
        services.AddSingleton(_ => new DataDirectory(configuration["DataDirectory"] is { Length: > 0 } path ? path : "data"));
        services.AddSingleton<RedisDoor>();
        services.AddSingleton<Leases>();
        services.AddSingleton<SqliteDoor>();
        services.AddSingleton<MongoDoor>();
        if (stores.Redis is null) services.AddHostedService<EmbeddedRedis>().PostConfigure<StorageOptions>(o => o.BePatient());
        else services.AddHostedService<RedisLink>();
        if (stores.MongoDB is not null) services.AddHostedService<MongoStart>();

        services.AddBook<IXmlRepository, SqliteKeyRing, MongoKeyRing>(SqliteKeyRing.Schema, MongoKeyRing.Indexes);
        services.AddDataProtection().SetApplicationName("ScaleMart");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = provider.GetRequiredService<IXmlRepository>()));
        return services;
    }

    /// <summary>A book and where it is kept: one implementation for each document store that can stand behind the door.</summary>
    public static IServiceCollection AddBook<TBook, TSqlite, TMongo>(this IServiceCollection services, string sqliteSchema, params ReadOnlySpan<MongoIndexes> mongoIndexes)
        where TBook : class where TSqlite : class, TBook where TMongo : class, TBook
    {
        services.AddSingleton(new SqliteSchema(sqliteSchema));
        foreach (var indexes in mongoIndexes) services.AddSingleton(indexes);
        return services.AddSingleton<TBook>(provider => provider.GetRequiredService<Stores>().MongoDB is null
            ? ActivatorUtilities.CreateInstance<TSqlite>(provider)
            : ActivatorUtilities.CreateInstance<TMongo>(provider));
    }
}
