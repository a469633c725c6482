using System.Text.Json.Serialization;
using ScaleMart.Web.Operations;

namespace ScaleMart.Web.Api.Json;

/// <summary>The contract's audit; what does not add up, and the last settled verdict, are there only where there is something to say.</summary>
internal sealed record AuditJson(
    string SaleId, bool Settled, long Sequence, int Total, int Available, int Held, int Sold, int Queued, int InFlight, int DeadLetters,
    LedgerCount Ledger, int Oversold, int Undersold, int Duplicates, bool? Balanced)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>The orders that do not agree, each with what is wrong, when the sale does not balance: those that bear units first, fifty at most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AuditOffender>? Offenders { get; init; }

    /// <summary>How many offenders there are besides those that are named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreOffenders { get; init; }

    /// <summary>While this look did not settle.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AuditVerdict? LastSettled { get; init; }

    public static AuditJson Of(AuditReport audit) => new(
        audit.SaleId, audit.Settled, audit.Sequence, audit.Total, audit.Available, audit.Held, audit.Sold, audit.Queued, audit.InFlight, audit.DeadLetters,
        audit.Ledger, audit.Oversold, audit.Undersold, audit.Duplicates, audit.Balanced)
    {
        Findings = audit.Findings.Count > 0 ? audit.Findings : null,
        Offenders = audit.Offenders.Count > 0 ? audit.Offenders : null,
        MoreOffenders = audit.MoreOffenders > 0 ? audit.MoreOffenders : null,
        LastSettled = audit.Settled ? null : audit.LastSettled,
    };
}
