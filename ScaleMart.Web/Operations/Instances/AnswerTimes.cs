using HdrHistogram;
using HdrHistogram.Utilities;

namespace ScaleMart.Web.Operations.Instances;

/// <summary>
/// How long answers took, to within one percent, in a form that adds up over processes: percentiles of a sum are those of all the
/// answers together, which an average of percentiles never is. As text it is HdrHistogram's own compressed encoding (V2), in base 64.
/// </summary>
public sealed class AnswerTimes
{
    private const long Longest = 60_000_000;
    private readonly LongHistogram _micros = new(1, Longest, 2);

    public bool IsEmpty => _micros.TotalCount == 0;

    public long Count => _micros.TotalCount;

    public void Add(HistogramBase micros) => _micros.Add(micros);

    public void Add(AnswerTimes other) => _micros.Add(other._micros);

    /// <exception cref="FormatException">The text is none of <see cref="ToText"/>'s.</exception>
    public void AddText(string text)
    {
        var bytes = Convert.FromBase64String(text);
        try
        {
            _micros.Add(HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(bytes), 0));
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or IOException)
        {
            throw new FormatException("These are no answer times.", fault);
        }
    }

    public string ToText()
    {
        var buffer = ByteBuffer.Allocate(_micros.GetNeededByteBufferCapacity());
        var bytes = new byte[HistogramEncoding.EncodeIntoCompressedByteBuffer(_micros, buffer)];
        buffer.Position = 0;
        for (var i = 0; i < bytes.Length; i++) bytes[i] = buffer.Get();
        return Convert.ToBase64String(bytes);
    }

    /// <summary>In milliseconds, so many percent took no longer; null when nothing was answered.</summary>
    public double? At(double percent) => IsEmpty ? null : Math.Round(_micros.GetValueAtPercentile(percent) / 1000d, 2);
}
