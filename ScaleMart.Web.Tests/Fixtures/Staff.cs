using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>Who runs the shops of tests.</summary>
internal static class Staff
{
    public static readonly Actor Boss = new("boss", "Boss", "127.0.0.1");
}
