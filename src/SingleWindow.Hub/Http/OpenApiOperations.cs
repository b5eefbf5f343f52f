using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SingleWindow.Hub.Http;

/// <summary>What OpenAPI says about an operation, from what stands on its endpoint: who may use it, and which headers go in and out.</summary>
internal static class OpenApiOperations
{
    private const string AnyTag = "^(\\*|\"[0-9]{1,19}\")$";

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        var rule = endpoint.OfType<AccessRule>().LastOrDefault();
        operation.Summary = endpoint.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary;
        operation.Description = rule is null ? null : $"Access: {rule.Ownership}.";
        operation.Security = [.. rule?.Scope?.Split(' ').Select(scope => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("oauth", context.Document)] = [scope] }) ?? []];
        if (endpoint.OfType<FileOf>().LastOrDefault() is { } file) Files(operation, file);
        foreach (var also in endpoint.OfType<AlsoAs>()) ((OpenApiResponse)operation.Responses!["200"]).Content![also.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        HeadersIn(operation, endpoint.OfType<Question>().Any() ? null : context.Description.HttpMethod, endpoint.OfType<OnBehalf>().Any());
        HeadersOut(operation, endpoint.OfType<Tagged>().Any(), endpoint.OfType<Located>().Any());
        return Task.CompletedTask;
    }

    private static void HeadersIn(OpenApiOperation operation, string? method, bool forOthers)
    {
        operation.Parameters ??= [];
        foreach (var limit in operation.Parameters.Where(parameter => parameter.Name == "limit"))
            if (limit.Schema is OpenApiSchema number) (number.Minimum, number.Maximum) = ("1", $"{Paging.MaxLimit}");
        if (forOthers) operation.Parameters.Add(In(OnBehalf.Header, false, "^(emp|wrk)_[0-9a-f]{32}$", "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", "The party for which the caller acts, by a mandate that it gave."));
        if (method is "POST" or "PATCH")
        {
            operation.Parameters.Add(In("Idempotency-Key", true, "^[!-~]{1,128}$", "0199a8c0-7a5c", "Makes the command happen once, however often it is sent; kept for 24 hours."));
            operation.Parameters.Add(In("If-Match", false, AnyTag, "\"7\"", "The ETag that was read; it is refused when something has happened since."));
        }
        if (method == "PUT") operation.Parameters.Add(In("If-Match", true, AnyTag, "\"7\"", "The ETag that was read, or * for whatever there is."));
    }

    private static void HeadersOut(OpenApiOperation operation, bool tagged, bool located)
    {
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is not OpenApiResponse response) continue;
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (tagged && status.StartsWith('2') && response.Content?.ContainsKey("application/json") is true) response.Headers["ETag"] = Out("\"7\"", "The version, for If-Match.");
            if (status == "201" || (located && status == "202")) response.Headers["Location"] = Out("/api/v1/applications/app_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", "Where it can be read.");
            if (status is "429" or "503") response.Headers["Retry-After"] = Out("1", "Seconds to wait.");
            if (status == "401") response.Headers["WWW-Authenticate"] = Out("Bearer", "What is needed (RFC 6750).");
        }
    }

    private static void Files(OpenApiOperation operation, FileOf file)
    {
        Dictionary<string, OpenApiMediaType> content = file.MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } });
        if (!file.IsAnswer) operation.RequestBody = new OpenApiRequestBody { Content = content, Required = true };
        else if (operation.Responses?["200"] is OpenApiResponse answer) answer.Content = content;
        if (file.IsAnswer) return;
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.Name == file.Parameter)) (parameter.Required, parameter.Description) = (true, file.Means);
        if (file.IsNamed) operation.Parameters.Add(In("Content-Disposition", false, "^attachment;.*$", "attachment; filename=\"offer.pdf\"", "The name of the file (RFC 6266); a plain name without a path. It is stored encrypted."));
    }

    private static OpenApiParameter In(string name, bool required, string pattern, string example, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Example = example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
    };

    private static OpenApiHeader Out(string example, string description) =>
        new() { Description = description, Required = true, Example = example, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
