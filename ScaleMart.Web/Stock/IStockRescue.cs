namespace ScaleMart.Web.Stock;

/// <summary>Who makes a sale whole again when a script finds it torn, gone or older than it was. Told from here, done upstairs.</summary>
public interface IStockRescue
{
    /// <summary>
    /// Completes when the sale can be used again; false when it could not be rebuilt, and it stays refused. A sale that is fit by the
    /// time that its turn comes goes on as it is: whoever found it unfit may have looked while somebody else was making it whole.
    /// </summary>
    Task<bool> RescueAsync(string saleId);

    /// <summary>The same for a sale that sells, and lacks something that the ledger has: it is rebuilt though it is fit.</summary>
    Task<bool> RenewAsync(string saleId);

    /// <summary>The highest sequence of the sale that the ledger knows of: a Redis that is behind it went back in time.</summary>
    /// <exception cref="TimeoutException">The ledger cannot be asked now.</exception>
    Task<long> KnownSequenceAsync(string saleId);
}
