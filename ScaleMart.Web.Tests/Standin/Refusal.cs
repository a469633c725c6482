using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>An error that the stand-in answers; <see cref="IsUnknown"/> when it was asked for what it does not know.</summary>
internal sealed class Refusal(int code, string name, string message, bool isUnknown = false) : Exception(message)
{
    public const int NotPrimary = 10107, Duplicate = 11000, ShuttingDown = 11600;

    public int Code => code;

    public bool IsUnknown => isUnknown;

    public static Refusal Unknown(string what) => new(2, "BadValue", $"The stand-in does not know {what}.", isUnknown: true);

    public static Refusal UnknownCommand(string name) => new(59, "CommandNotFound", $"The stand-in does not know the command '{name}'.", isUnknown: true);

    public BsonDocument Answer() => new() { { "ok", 0.0 }, { "errmsg", Message }, { "code", code }, { "codeName", name } };

    public BsonDocument AsWriteError(int index) => new() { { "index", index }, { "code", code }, { "errmsg", Message } };
}
