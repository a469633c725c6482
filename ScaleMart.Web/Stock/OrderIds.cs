using System.Security.Cryptography;
using System.Text;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Stock;

/// <summary>
/// An order's id: its sale's, a dash, twelve letters that stand for its shopper, twelve of its own. A shopper's orders of a sale lie side by
/// side wherever ids are sorted, so that a ledger needs no index by shopper, which every order would enter at another end.
/// </summary>
public static class OrderIds
{
    private const int Shopper = 12, Own = 12;

    /// <summary>What follows the dash.</summary>
    public const int Length = Shopper + Own;

    /// <summary>
    /// With a key always the same one, a digest, so that the orders themselves remember which keys were used; without, one that was never there.
    /// </summary>
    public static string Of(string saleId, string userId, string? idempotencyKey) => $"{saleId}-{ShopperOf(userId)}" + (idempotencyKey is null
        ? Ids.New(Own)
        : Digest($"{saleId}\n{userId}\n{idempotencyKey}", Own));

    /// <summary>What stands for a shopper in the ids of their orders; of two shoppers it may be the same.</summary>
    public static string ShopperOf(string userId) => Digest(userId, Shopper);

    private static string Digest(string text, int length) => Ids.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text)), length);
}
