using ScaleMart.Web.Tests.Runner;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ScaleMart.Web.Tests.Runner;

/// <summary>Starts the collections that take a minute or more before all others: begun last, one of them would run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        ["Faults.KillTests", "DemoShop", "shared shops", "TwoProcesses", "Faults.TerminationTests", "Delivery.ImageTests", "Browser.LostTests", "Browser.LiveOrderTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection) where TTestCollection : ITestCollection =>
        Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length;
}
