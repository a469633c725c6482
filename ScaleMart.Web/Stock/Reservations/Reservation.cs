namespace ScaleMart.Web.Stock.Reservations;

/// <summary>What became of a reservation; the negative numbers are those of <c>reserve.lua</c>.</summary>
public enum ReserveCode
{
    Taken = 1,
    Replayed = 2,
    SoldOut = -1,
    LimitReached = -2,
    NotOpen = -3,
    Paused = -4,
    Closed = -5,
    OtherQuantity = -6,
    BucketEmpty = -7,
    AboveLimit = -8,

    /// <summary>No answer, too many waiting, or the sale is being rebuilt. Stock may have been taken: the same id asks again safely.</summary>
    Unavailable = -9,
}

/// <summary>The outcome, and the order when it was taken now or before.</summary>
public sealed record ReserveResult(ReserveCode Code, OrderRecord? Order = null);

/// <summary>One request waiting for its place in a batch.</summary>
public sealed class Reservation(string userId, string orderId, int quantity, bool hasKey)
{
    // Asynchronous continuations: the batch loop must not run a request's pipeline.
    private readonly TaskCompletionSource<ReserveResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string UserId => userId;

    public string OrderId => orderId;

    public int Quantity => quantity;

    /// <summary>Without a key the id was drawn for this request alone, so that finding it taken means that it was taken for us.</summary>
    public bool HasKey => hasKey;

    public Task<ReserveResult> Answer => _answer.Task;

    public void Settle(ReserveResult result) => _answer.TrySetResult(result);
}
