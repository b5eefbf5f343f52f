using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Shared;

namespace SingleWindow.Gateway.Requests;

/// <summary>The gateway's own refusals. What the hub or the identity server answers is passed through as it is.</summary>
internal static class GatewayProblems
{
    public static readonly Problem Internal = new("GWY-00000", 500, "The gateway failed.");
    public static readonly Problem UnknownRoute = new("GWY-00001", 404, "There is nothing at this address.");
    public static readonly Problem MethodRefused = new("GWY-00002", 405, "This HTTP method is not served here.");
    public static readonly Problem BodyTooLarge = new("GWY-00003", 413, "The body is larger than this address accepts.");
    public static readonly Problem BackendUnreachable = new("GWY-00004", 502, "The server behind the gateway could not be reached, or broke off.");
    public static readonly Problem NoBackend = new("GWY-00005", 503, "No server behind the gateway is available.");
    public static readonly Problem BackendTimeout = new("GWY-00006", 504, "The server behind the gateway did not answer in time; whether it acted is unknown.");
    public static readonly Problem Malformed = new("GWY-00007", 400, "The request is not well-formed.");
    public static readonly Problem UnknownHost = new("GWY-00008", 400, "This host name is not served here.");
    public static readonly Problem AmbiguousPath = new("GWY-00009", 400, "The path can be read in several ways: write it without encoded or doubled slashes, dots, percent signs or semicolons.");
    public static readonly Problem TooMany = new("GWY-00010", 429, "Too many requests at once.");

    /// <summary>Writes the problem as RFC 9457; does nothing when an answer has begun already.</summary>
    public static async Task Write(this HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", $"urn:singlewindow:problem:{problem.Code}");
        json.WriteString("title", problem.Title);
        json.WriteNumber("status", problem.Status);
        json.WriteString("code", problem.Code);
        if (problem.Detail is not null) json.WriteString("detail", problem.Detail);
        json.WriteString("traceId", Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        json.WriteEndObject();
    }
}
