using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.AddSingleton<SqliteDoor>();
        if (stores.Redis is null) services.AddHostedService<EmbeddedRedis>();
        else services.AddHostedService<RedisLink>();

        services.AddSqliteSchema(KeyRing.Schema);
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("ScaleMart");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = provider.GetRequiredService<KeyRing>()));
        return services;
    }

    /// <summary>A book and where it is kept: one implementation for each document store that can stand behind the door.</summary>
    public static IServiceCollection AddBook<TBook, TSqlite>(this IServiceCollection services, string sqliteSchema)
        where TBook : class where TSqlite : class, TBook =>
        services.AddSqliteSchema(sqliteSchema).AddSingleton<TBook, TSqlite>();

    private static IServiceCollection AddSqliteSchema(this IServiceCollection services, string sql) => services.AddSingleton(new SqliteSchema(sql));
}
