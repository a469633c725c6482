namespace ScaleMart.Web.Orders.Payment;

/// <summary>Called by the Orders room's own door.</summary>
internal static class PaymentSetup
{
    public static IServiceCollection AddPayment(this IServiceCollection services) => throw new NotSupportedException();
}
