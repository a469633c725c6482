using Microsoft.AspNetCore.Mvc;

namespace ScaleMart.Web.Api;

/// <summary>What an endpoint says of its answers, for the API's description.</summary>
internal static class Answers
{
    /// <summary>Each of these statuses comes as a problem.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses) builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        return builder;
    }
}
