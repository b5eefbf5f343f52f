using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>An answer of the hub, read whole.</summary>
internal sealed record Answer(int Status, string Body, string? ContentType, string? ETag, string? Location, HttpResponseHeaders Headers, Troubles? Troubles)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Id => Text("id");

    public string Text(string name) => Json[name]!.ToString();

    /// <summary>What a retry must repeat.</summary>
    public (int, string, string?, string?) Same => (Status, Body, ETag, Location);

    /// <summary>The body without what differs from request to request.</summary>
    public string WithoutTrace
    {
        get
        {
            var problem = Json.AsObject();
            problem.Remove("traceId").Should().BeTrue("every problem names its trace");
            return problem.ToJsonString();
        }
    }

    // A failure of the hub's own is only understood with what it logged.
    private string Said => Status >= 500 ? $"{Body}{Environment.NewLine}{Troubles}" : Body;

    public static async Task<Answer> Of(HttpResponseMessage response, Troubles? troubles = null) => new(
        (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), response.Headers.ETag?.Tag,
        response.Headers.Location?.ToString(), response.Headers, troubles);

    public Answer Is(int status)
    {
        Status.Should().Be(status, "the answer was {0}", Said);
        if (status < 300) ContentType.Should().StartWith("application/json");
        return this;
    }

    /// <summary>A refusal with a stable code, and pointers to what is wrong.</summary>
    public Answer IsProblem(int status, string code, params string[] pointers)
    {
        IsProblem();
        Status.Should().Be(status, "the answer was {0}", Said);
        Text("code").Should().Be(code, "the answer was {0}", Said);
        if (pointers.Length > 0) Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()).Should().BeEquivalentTo(pointers, "the answer was {0}", Said);
        return this;
    }

    /// <summary>A refusal in the form that every refusal has; never a fault of ours, and nothing of our insides.</summary>
    public Answer IsProblem()
    {
        Status.Should().BeInRange(400, 499, "the answer was {0}", Said);
        ContentType.Should().Be("application/problem+json");
        using var problem = JsonDocument.Parse(Body);
        problem.RootElement.GetProperty("status").GetInt32().Should().Be(Status);
        problem.RootElement.GetProperty("title").GetString().Should().NotBeNullOrEmpty();
        problem.RootElement.GetProperty("code").GetString().Should().MatchRegex("^[A-Z]{3}-[0-9]{5}$");
        problem.RootElement.GetProperty("traceId").GetString().Should().NotBeNullOrEmpty();
        Body.Should().NotContain("   at ").And.NotContain("Exception").And.NotContain("System.");
        return this;
    }
}
