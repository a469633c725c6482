using Microsoft.Extensions.Options;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

public sealed class AccountsSetupTests
{
    [Theory]
    [InlineData("Jwt:SigningKey", "too short", "Jwt:SigningKey")]
    [InlineData("Accounts:WorkFactor", "3", "WorkFactor")]
    [InlineData("Accounts:WorkFactor", "17", "WorkFactor")]
    [InlineData("Admin:Password", "", "Admin:Email and Admin:Password")]
    [InlineData("Admin:Email", "", "Admin:Email and Admin:Password")]
    [InlineData("Admin:Password", "short", "8 to 200")]
    [InlineData("Admin:Email", "boss", "e-mail")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => RoomHost.StartAsync((key, value)));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_setting_stops_the_start_and_is_named()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RoomHost.StartAsync(("Jwt:SignigKey", new string('k', 40))));
        Assert.Contains("SignigKey", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_in_the_settings_one_is_there_from_the_start()
    {
        await using var host = await RoomHost.StartAsync();
        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(Path.Combine(host.Folder, "jwt.key"))).Length);
    }

    [Fact]
    public async Task With_sane_settings_it_starts() => await (await RoomHost.StartAsync(("Jwt:SigningKey", new string('k', 32)))).DisposeAsync();
}
