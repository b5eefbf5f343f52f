using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class DuplicateTests(HubFixture hub)
{
    [Fact]
    public async Task The_same_worker_is_filed_for_once_until_the_first_application_has_led_to_nothing()
    {
        var employer = await hub.Country.Employer();
        var form = Forms.Complete(hub.Today);
        var first = await Filed(employer, form);
        await Lists(employer, first, "submitted");

        (await Submit(employer, form)).IsProblem(409, "APP-00017", "/employment/plannedStart");
        (await Submit(await hub.Country.Employer(), form)).Is(200);
        (await employer.Post($"/api/v1/applications/{first}/withdraw", new JsonObject())).Is(200);

        await Lists(employer, first, "withdrawn");
        (await Submit(employer, form)).Is(200);
    }

    private static Task Lists(Party employer, string app, string status) => Eventually.Holds(
        async () => (await employer.Get($"/api/v1/applications?status={status}")).Is(200).Json["items"]!.AsArray().Any(row => row!["id"]!.GetValue<string>() == app), "the list follows");

    private static async Task<string> Filed(Party employer, JsonObject form)
    {
        var draft = (await employer.Post("/api/v1/applications", Forms.Draft(form.DeepClone().AsObject()))).Is(201);
        (await employer.Post($"{draft.Location}/submit", new JsonObject())).Is(200);
        return draft.Id;
    }

    private static async Task<Answer> Submit(Party employer, JsonObject form)
    {
        var draft = (await employer.Post("/api/v1/applications", Forms.Draft(form.DeepClone().AsObject()))).Is(201);
        return await employer.Post($"{draft.Location}/submit", new JsonObject());
    }
}
