namespace ScaleMart.LoadTests.Benches.Driving;

/// <summary>
/// The Lua that wrk asks for each request. What can be written beforehand is: a request is a table look-up and, where it must be a
/// new one, one concatenation.
/// </summary>
public static class WrkScript
{
    /// <summary>The yardstick, which is spared all that wrk does for others.</summary>
    public static string Noop(Uri shop) => Same(Requests.NoopText(shop));

    /// <summary>One request again and again.</summary>
    public static string Same(string request) => $"""
        local whole = {Quote(request)}
        function request() return whole end
        """;

    /// <summary>Looks at pages in turn. The file has a line for each: the path and, after a tab, the visitor's cookies, which may be none.</summary>
    public static string Visit(Uri shop, string visitFile) => $$"""
        local all, n, c = {}, 0, 0
        for line in io.lines({{Quote(visitFile)}}) do
          local path, cookies = line:match("^(.*)\t(.*)$")
          n = n + 1
          all[n] = "GET " .. path .. {{Quote($" HTTP/1.1\r\nHost: {shop.Authority}\r\n")}} .. (cookies == "" and "" or "Cookie: " .. cookies .. "\r\n") .. "\r\n"
        end
        function request() c = c + 1; return all[c % n + 1] end
        """;

    /// <summary>Orders one unit for one user after the other, each time under a key of its own. The file has a token a line.</summary>
    public static string Buy(Uri shop, string saleId, string run, string tokenFile) => Order(shop, $"/api/sales/{saleId}/orders", run, tokenFile);

    /// <summary>The yardstick sent the very bytes of an order, so that what is left between the two is the shop's work alone.</summary>
    public static string NoopAlike(Uri shop, string tokenFile) => Order(shop, "/api/noop", "alike", tokenFile);

    /// <summary>Presses the page's buy button for one user after the other. The file has a line for each: cookies and, after a tab, the form's antiforgery token. <paramref name="run"/> is twelve letters or digits, the first of every key's 32.</summary>
    public static string Press(Uri shop, string slug, string run, string shopperFile) => $$"""
        local all, n, c = {}, 0, 0
        local head = {{Quote($"POST /sales/{slug}/buy?pressed=yes HTTP/1.1\r\nHost: {shop.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: ")}}
        for line in io.lines({{Quote(shopperFile)}}) do
          local cookies, token = line:match("^(.*)\t(.*)$")
          n = n + 1
          local form = "quantity=1&__RequestVerificationToken=" .. token .. "&key={{run}}"
          all[n] = head .. cookies .. "\r\nContent-Length: " .. (#form + 20) .. "\r\n\r\n" .. form
        end
        function request() c = c + 1; return all[c % n + 1] .. string.format("%020d", c) end
        """;

    private static string Order(Uri shop, string path, string run, string tokenFile) => $$"""
        local all, n, c = {}, 0, 0
        local head = {{Quote(Requests.OrderText(shop, path))}}
        local tail = {{Quote("\r\n\r\n{\"quantity\":1}")}}
        for line in io.lines({{Quote(tokenFile)}}) do n = n + 1; all[n] = head .. line .. {{Quote($"\r\nIdempotency-Key: {run}-")}} end
        function request() c = c + 1; return all[c % n + 1] .. c .. tail end
        """;

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
