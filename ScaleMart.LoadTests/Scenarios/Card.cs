namespace ScaleMart.LoadTests.Scenarios;

/// <summary>A scenario as the help lists it: its name on the command line, one sentence, its own defaults, and how it is put on.</summary>
public sealed record Card(string Name, string Sentence, Func<LoadOptions, LoadOptions> Defaults, Func<Stage, Scenario> PutOn);
