namespace ScaleMart.Web.Operations.Health;

/// <summary>
/// The shop run as its own health check, <c>--health http://127.0.0.1:8080/healthz/ready</c>: it asks, prints the answer and
/// ends. For containers that hold no other program that could ask.
/// </summary>
public static class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The process's exit code: 0 when the answer is a success.</summary>
    public static async Task<int> LookAsync(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            Console.Error.WriteLine($"'{address}' is no address such as http://127.0.0.1:8080/healthz/ready.");
            return 2;
        }

        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(uri);
            Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine($"{uri} does not answer: {fault.Message}");
            return 1;
        }
    }
}
