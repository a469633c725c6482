namespace ScaleMart.LoadTests.Running;

/// <summary>
/// What QA reads while it runs: lines that stay, and on a terminal one line at the bottom that is written over. Where the output goes
/// to a file, that one is a line like the others.
/// </summary>
public sealed class Screen(TextWriter writer, bool isTerminal)
{
    private readonly Lock _gate = new();
    private int _live;

    public bool IsTerminal => isTerminal;

    public static Screen Console { get; } = new(System.Console.Out, !System.Console.IsOutputRedirected);

    /// <summary>A line under a word of at most ten letters.</summary>
    public void Say(string word, string line) => Say($"{word,-11} {line}");

    public void Say(string line)
    {
        lock (_gate)
        {
            Wipe();
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    /// <summary>How it stands just now; the next one takes its place on a terminal.</summary>
    public void Show(string line)
    {
        if (!isTerminal)
        {
            Say(line);
            return;
        }

        lock (_gate)
        {
            Wipe();
            var width = System.Console.WindowWidth is > 1 and var wide ? wide - 1 : 120;
            writer.Write(line.Length > width ? line[..width] : line);
            writer.Flush();
            _live = Math.Min(line.Length, width);
        }
    }

    private void Wipe()
    {
        if (_live > 0) writer.Write($"\r{new string(' ', _live)}\r");
        _live = 0;
    }
}
