namespace ScaleMart.Web.Operations.Health;

/// <summary>A document of no meaning, by which is seen whether the document store writes and reads.</summary>
public interface IPulseBook
{
    /// <summary>Writes this moment and reads back; false when what is read is not what was written.</summary>
    Task<bool> BeatAsync(DateTimeOffset at, CancellationToken cancel = default);
}
