using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class KeyRingTests
{
    [Theory, EachStore]
    public async Task Keys_come_back_as_they_were_stored_the_newest_of_each_name(string store)
    {
        await using var books = new BookStore(store);
        var ring = books.Book<IXmlRepository>();
        Assert.Empty(ring.GetAllElements());

        ring.StoreElement(new XElement("key", "draft"), "key-1");
        ring.StoreElement(new XElement("key", new XAttribute("id", "1"), "a < b"), "key-1");
        ring.StoreElement(new XElement("revocation"), "revocation-1");

        Assert.Equal(["<key id=\"1\">a &lt; b</key>", "<revocation />"], ring.GetAllElements().Select(e => e.ToString()).Order());
    }

    [Fact]
    public async Task What_one_process_protects_another_can_read()
    {
        await using var books = new BookStore(BookStore.StandIn);
        var words = books.Book<IDataProtectionProvider>().CreateProtector("cookies").Protect("ann");

        await using var another = books.AnotherProcess();

        Assert.Equal("ann", another.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies").Unprotect(words));
    }
}
