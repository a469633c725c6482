namespace ScaleMart.Web.Stock.Reservations;

/// <summary>What an attempt's end is called wherever it is counted: at <c>/metrics</c> and on the dashboard.</summary>
public static class AttemptWord
{
    public static string Of(ReserveCode code) => code switch
    {
        ReserveCode.Taken => "accepted",
        ReserveCode.Replayed => "replayed",
        ReserveCode.SoldOut => "sold_out",
        ReserveCode.LimitReached => "limit_reached",
        ReserveCode.NotOpen => "not_open",
        ReserveCode.Paused => "paused",
        ReserveCode.Closed => "closed",
        ReserveCode.OtherQuantity => "idempotency_mismatch",
        ReserveCode.BucketEmpty => "rate_limited",
        ReserveCode.AboveLimit => "invalid",
        _ => "unavailable",
    };
}
