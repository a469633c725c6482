using ScaleMart.Web.Tests.Browser;
using ScaleMart.Web.Tests.Delivery;
using ScaleMart.Web.Tests.Faults;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Runner;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ScaleMart.Web.Tests.Runner;

/// <summary>
/// Starts the collections that take a minute or more before all others: begun last, one of them would run alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        typeof(KillTests).FullName!, nameof(DemoShop), SharedShops.Name, nameof(TwoProcesses), typeof(TerminationTests).FullName!,
        typeof(ImageTests).FullName!, typeof(LostTests).FullName!, typeof(LiveOrderTests).FullName!,
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection) where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place >= 0 ? place : Long.Length;
    }
}
