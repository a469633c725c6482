namespace ScaleMart.Web.Operations.Instances;

/// <summary>Who is connected to this process. Declared here, where it is counted; known by those who talk to browsers.</summary>
public interface IAudience
{
    int Connections { get; }

    /// <summary>How many watch each sale.</summary>
    IReadOnlyDictionary<string, int> Watched { get; }
}
