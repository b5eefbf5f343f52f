namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class PathTests(HubFixture hub)
{
    [Theory]
    [InlineData("/nothing", 404, "API-00013")]
    [InlineData("/api/v2/applications", 404, "API-00013")]
    [InlineData("/api/v1/applications/app_1", 404, "APP-00001")]
    [InlineData("/api/v1/applications/APP_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", 404, "APP-00001")]
    [InlineData("/api/v1/applications/app_0199A8C07A5C7B1E8F3A2D4C6E8F0A1B", 404, "APP-00001")]
    [InlineData("/api/v1/applications/wrk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", 404, "APP-00001")]
    [InlineData("/api/v1/applications/..%2f..%2fetc", 404, "APP-00001")]
    [InlineData("/api/v1/applications/%F0%9F%98%80", 404, "APP-00001")]
    [InlineData("/api/v1/permits/1'--", 404, "PRM-00001")]
    public async Task What_is_not_there_is_a_problem_too(string path, int status, string code)
    {
        (await hub.Party("employer", "emp_1").Get(path)).IsProblem(status, code);
        (await hub.WithToken(null).Get(path)).IsProblem(401, "API-00011");
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/applications")]
    [InlineData("PATCH", "/api/v1/applications/app_1")]
    [InlineData("PUT", "/api/v1/tasks")]
    [InlineData("OPTIONS", "/api/v1/permits")]
    public async Task A_method_that_a_path_does_not_know_is_a_problem_too(string method, string path)
    {
        (await hub.Party("employer", "emp_1").Send(new(new HttpMethod(method), path))).IsProblem(405, "API-00014");
    }

    [Fact]
    public async Task Tasks_that_cannot_be_are_unknown()
    {
        foreach (var id in new[] { "tsk_1", "tsk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b_0", "tsk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b_01", "tsk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b_-1", "tsk_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b_999" })
            (await hub.Country.Mig.Get($"/api/v1/tasks/{id}")).IsProblem(404, "TSK-00001");
    }
}
