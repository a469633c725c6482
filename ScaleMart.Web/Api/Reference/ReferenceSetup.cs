using Scalar.AspNetCore;

namespace ScaleMart.Web.Api.Reference;

/// <summary>The API's own description at <c>/openapi/v1.json</c>, and a page to read it at <c>/docs</c> that asks no other host for anything.</summary>
internal static class ReferenceSetup
{
    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddOpenApi("v1", o => o
        .AddDocumentTransformer<Describe>().AddOperationTransformer<Describe>().AddSchemaTransformer<Describe>());

    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", ReferencePage.Compose).AllowAnonymous();
    }
}
