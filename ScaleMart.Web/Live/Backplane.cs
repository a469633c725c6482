using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Live;

/// <summary>Carries what one process says to the browsers of the others, over a connection of its own: a crowd's news must not stand in the orders' way.</summary>
internal sealed class Backplane(RedisDoor redis) : IConfigureOptions<RedisOptions>
{
    public void Configure(RedisOptions options)
    {
        options.Configuration.ChannelPrefix = RedisChannel.Literal("scalemart");
        options.ConnectionFactory = async _ => await redis.OpenAsync();
    }
}
