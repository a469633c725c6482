using MongoDB.Bson;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage.Mongo;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Storage.Mongo;

/// <summary>The form of a document is a promise to every version of the shop that will read it.</summary>
public sealed class MongoDocumentsTests
{
    private static readonly BsonDocument Form = BsonDocument.Parse("""
        {
          _id: 'sale-1', schema: 1, id: 'sale-1', saleId: 'sale', userId: 'ann', previousOrderId: '', productName: 'Halo desk lamp: 2|3, "white"',
          quantity: 2, unitPrice: NumberDecimal('19.90'), currency: 'EUR', status: 'held', version: NumberLong(7),
          acceptedAt: ISODate('2026-09-21T14:13:20.123Z'), holdExpiresAt: ISODate('2026-09-21T14:18:20.123Z'), attempt: 3, reason: '',
          timeline: [{ at: ISODate('2026-09-21T14:13:20.123Z'), event: 'held' }, { at: ISODate('2026-09-21T14:13:21.123Z'), event: 'paying' }],
          total: NumberDecimal('39.80')
        }
        """);

    [Fact]
    public void An_order_has_this_form() => Assert.Equal(Form.ToJson(), MongoDocuments.Write("sale-1", RecordLineTests.Order()).ToJson());

    [Fact]
    public void Times_are_kept_in_utc_whatever_zone_they_came_from()
    {
        var order = RecordLineTests.Order();
        var elsewhere = order with { AcceptedAt = order.AcceptedAt.ToOffset(TimeSpan.FromHours(9)) };
        var back = MongoDocuments.Read<OrderRecord>(MongoDocuments.Write(order.Id, elsewhere));
        Assert.Equal((order.AcceptedAt, TimeSpan.Zero), (back.AcceptedAt, back.AcceptedAt.Offset));
    }

    [Fact]
    public void Fields_that_a_reader_does_not_know_do_not_matter_to_it()
    {
        var richer = new BsonDocument(Form) { { "giftWrap", BsonDocument.Parse("{ _id: ObjectId('507f1f77bcf86cd799439011'), paper: 'blue', pattern: /x/ }") } };
        Assert.Equal(OrderStatus.Held, MongoDocuments.Read<OrderRecord>(richer).Status);
    }

    [Fact]
    public void A_newer_schema_is_refused_in_plain_words()
    {
        var fault = Assert.Throws<InvalidDataException>(() => MongoDocuments.Read<OrderRecord>(new BsonDocument(Form) { ["schema"] = 2 }));
        Assert.Equal("The document 'sale-1' follows schema 2, and this ScaleMart reads up to 1: a newer one wrote it. Run the newer one.", fault.Message);
    }
}
