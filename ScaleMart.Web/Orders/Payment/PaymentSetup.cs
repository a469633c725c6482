using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders.Payment;

/// <summary>
/// Takes money through the gateway, which for now is the sandbox. It keeps the sandbox's charges in the document store. What
/// may go wrong: an answer comes late or never, and then the gateway is asked how the charge stands. Opened by the Orders
/// room's own door.
/// </summary>
internal static class PaymentSetup
{
    public static IServiceCollection AddPayment(this IServiceCollection services)
    {
        services.AddBook<IChargeBook, SqliteChargeBook, MongoChargeBook>(SqliteChargeBook.Schema, MongoChargeBook.Indexes);
        return services.AddSingleton<IPaymentGateway, SandboxGateway>();
    }
}
