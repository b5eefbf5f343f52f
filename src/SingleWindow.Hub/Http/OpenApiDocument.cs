using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SingleWindow.Hub.Http;

/// <summary>What the OpenAPI document says besides the operations: who we are, where tokens come from, which headers commands need.</summary>
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
        options.AddOperationTransformer((operation, context, _) =>
        {
            var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
            operation.Description = rule is null ? null : $"Access: {rule.Ownership}.";
            operation.Security = rule?.Scope is { } scope
                ? [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("oauth", context.Document)] = [scope] }]
                : [];
            if (context.Description.HttpMethod == "POST") (operation.Parameters ??= []).Add(Header("Idempotency-Key", "Makes the command happen once, however often it is sent; kept for 24 hours."));
            if (context.Description.HttpMethod == "PUT") (operation.Parameters ??= []).Add(Header("If-Match", "The ETag that was read."));
            return Task.CompletedTask;
        });
    }

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Required = true, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
