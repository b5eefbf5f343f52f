using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class AuditTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task Who_reads_a_task_is_in_the_log_when_the_answer_comes()
    {
        var app = await country.Submitted(await country.Employer());
        var before = await hub.Hub.Settled();

        (await country.Mig.Get(TaskPath(app, 1))).Is(200).Json["data"]!["worker"]!["familyName"]!.ToString().Should().Be("Kovalenko");

        (await hub.EventsAfter(before)).Should().Equal("audit.recorded");
        (await Head()).Should().Be(before + 1);
    }

    [Fact]
    public async Task Each_authority_sees_what_the_matrix_grants_it_and_no_more()
    {
        var app = await country.ChecksRunning(await country.Employer());

        Members(await country.Tax.Get(TaskPath(app, 2))).Should().BeEquivalentTo("employer", "wageMonthly");
        Members(await country.Lab.Get(TaskPath(app, 3))).Should().BeEquivalentTo("employer", "workplaceAddress");
        (await country.Tax.Post($"{TaskPath(app, 2)}/outcome", Outcome("clear"))).Is(200);
        Members(await country.Tax.Get(TaskPath(app, 2))).Should().BeEmpty("the purpose has ended with the task");
    }

    [Fact]
    public async Task A_refused_read_shows_nothing_and_leaves_nothing()
    {
        var app = await country.Submitted(await country.Employer());
        foreach (var stranger in new[] { country.Tax, country.Lab, hub.Party("authority", "MIG", "statistics", "P10"), hub.Party("authority", "MIG", "none"), hub.Party("authority", null, null, "P01") })
        {
            var wrote = await hub.Writes(async () =>
                (await stranger.Get(TaskPath(app, 1))).IsProblem(404, "TSK-00001").Body.Should().NotContain("Kovalenko").And.NotContain(app));
            wrote.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Who_reads_a_record_is_in_the_log_when_the_answer_comes()
    {
        var code = NewCode();
        var record = (await country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = "active", ["board"] = new JsonArray(new JsonObject { ["name"] = "Borislava Qvist" }) })).Is(201);
        record.Json["content"].Should().BeNull("the publisher has it already");
        var before = await hub.Hub.Settled();

        var read = (await country.Mig.Get($"{record.Location}?purpose=P01")).Is(200);
        read.Json["content"]!["board"]![0]!["name"]!.ToString().Should().Be("Borislava Qvist");
        (await hub.EventsAfter(before)).Should().Equal("audit.recorded");
        before = await hub.Hub.Settled();

        foreach (var refused in new[]
        {
            await country.Mig.Get($"{record.Location}"), await country.Mig.Get($"{record.Location}?purpose=P04"), await country.Tax.Get($"{record.Location}?purpose=P01"),
            await hub.Party("authority", "EMP", "u", "P02").Get($"{record.Location}?purpose=P01"),
        })
            refused.IsProblem().Body.Should().NotContain("Qvist");
        (await hub.EventsAfter(before)).Should().Equal(Enumerable.Repeat("audit.recorded", 4), "whoever tries is in the log");
        var employment = (await hub.Party("authority", "EMP", "u", "P02").Get($"{record.Location}?purpose=P02")).Is(200);
        employment.Body.Should().NotContain("Qvist", "the matrix grants it other members");
        (await Head()).Should().Be(before + 5);
    }

    [Fact]
    public async Task A_decision_is_written_together_with_its_audit_entry()
    {
        var app = await country.ReadyForDecision(await country.Employer());
        var before = await hub.Hub.Settled();
        (await country.Mig.Post($"{TaskPath(app, 4)}/outcome", country.Signed("granted"))).Is(200);
        await hub.Hub.Settled();

        (await hub.EventsAfter(before)).Should().Contain(["application.task-done", "application.decided", "audit.recorded", "permit.granted"]);
    }

    private static IEnumerable<string> Members(Answer answer) => answer.Is(200).Json["data"]!.AsObject().Select(member => member.Key);

    private Task<long> Head() => hub.Hub.Services.GetRequiredService<IEventStore>().ReadHead(CancellationToken.None);
}
