namespace ScaleMart.Web.Pages.Admin;

/// <summary>Under a long list: what is shown in words ("50 orders, newest first"), and where older ones and the newest are; null where there are none.</summary>
public sealed record Pager(string Words, string? OlderUrl = null, string? NewestUrl = null);
