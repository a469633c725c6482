using Microsoft.Extensions.DependencyInjection.Extensions;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Sales;

/// <summary>
/// What is on sale, when, and how many: every product and sale that was ever made, found by id or by its address. It keeps
/// one document for each sale, and a copy of all in memory that is at most a few seconds old. What may go wrong: the document
/// store does not answer, and then the copy stands, a new or changed sale is refused, and a first look fails.
/// </summary>
public static class SalesSetup
{
    public static IServiceCollection AddSales(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddBook<ISaleBook, SqliteSaleBook, MongoSaleBook>(SqliteSaleBook.Schema, MongoSaleBook.Indexes).AddSingleton<SaleCatalogue>();
    }
}
