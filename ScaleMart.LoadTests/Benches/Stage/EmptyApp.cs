using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Benches.Stage;

/// <summary>
/// The least that Kestrel can serve: no routing, no log, every request answered 204. What the shop's no-op is measured against.
/// It is this same program, started again under the word <see cref="Verb"/>.
/// </summary>
public sealed class EmptyApp : IAsyncDisposable
{
    public const string Verb = "empty-app";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private EmptyApp(Child running, Uri address) => (Running, Address) = (running, address);

    public Child Running { get; }

    public Uri Address { get; }

    public static async Task<EmptyApp> StartedAsync()
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Draw()}"));
        var child = Child.Start("dotnet", [typeof(EmptyApp).Assembly.Location, Verb, address.ToString()]);
        using var http = new HttpClient { BaseAddress = address };
        await child.UntilAsync(async () =>
        {
            try
            {
                return (await http.GetAsync("/")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // It does not listen yet.
            }
        }, "the empty app answers", Patience);
        return new EmptyApp(child, address);
    }

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task<int> ServeAsync(string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        // As the shop sets it; all else are Kestrel's own defaults in both.
        builder.WebHost.UseKestrel(o => o.AddServerHeader = false).UseUrls(address);
        await using var app = builder.Build();
        app.Run(static http =>
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await app.RunAsync();
        return 0;
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
