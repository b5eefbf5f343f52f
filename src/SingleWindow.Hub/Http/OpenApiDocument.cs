using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SingleWindow.Hub.Http;

/// <summary>What the OpenAPI document says besides operations and schemas: who we are, and where tokens come from.</summary>
internal static class OpenApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "SingleWindow",
                Version = "1",
                Description = "One application to hire a worker from abroad: filed once, checked by every authority concerned, decided once. Errors are RFC 9457 problems with stable codes.",
                Contact = new OpenApiContact { Name = "The operator of this installation" },
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            };
            document.Servers = [new OpenApiServer { Url = "/", Description = "This installation" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["oauth"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.OAuth2,
                    Flows = new OpenApiOAuthFlows
                    {
                        ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = Access.Scopes.ToDictionary(scope => scope, scope => $"Acts as {scope}") },
                    },
                },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(OpenApiOperations.Describe);
        options.AddSchemaTransformer(OpenApiSchemas.Describe);
        options.AddDocumentTransformer(OpenApiSchemas.Settle);
    }
}
