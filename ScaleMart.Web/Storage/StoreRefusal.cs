using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>Tells a Redis that takes no command just now from a command that is wrong: such a refusal is the same for everyone, and nothing ran.</summary>
public static class StoreRefusal
{
    public static bool Is(RedisServerException fault) => fault.Kind is
        RedisErrorKind.OutOfMemory or RedisErrorKind.ReadOnly or RedisErrorKind.NoReplicas or RedisErrorKind.Misconfigured or RedisErrorKind.Loading
        or RedisErrorKind.MasterDown or RedisErrorKind.ClusterDown or RedisErrorKind.TryAgain or RedisErrorKind.Busy or RedisErrorKind.NoAuth or RedisErrorKind.NoPermission;
}
