namespace ScaleMart.Web.Pages.Shared;

/// <summary>Something to say before anything else. Tone: empty for refused, "wait" for not yet, "good" for done.</summary>
public sealed record Notice(string Title, string Text, string Tone = "", string? Link = null, string? LinkText = null);
