using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Documents;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What the scanner says, what a restart finds, and what time does.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private readonly TempFolder tools = new();
    private HubFixture hub = null!;
    private Party employer = null!;

    public async Task InitializeAsync()
    {
        var script = Path.Combine(tools.Path, "scan");
        // Answers 2 as long as the file "broken" is there.
        await File.WriteAllTextAsync(script, $"#!/bin/sh\n[ -e {tools.Path}/broken ] && exit 2\nif grep -q MALWARE; then exit 1; fi\nexit 0\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        hub = new(new() { ["Documents:Scanner"] = script });
        await hub.InitializeAsync();
        employer = await hub.Country.Employer();
    }

    public async Task DisposeAsync()
    {
        await hub.DisposeAsync();
        tools.Dispose();
    }

    [Fact]
    public async Task The_scanner_decides_and_is_asked_again_when_it_cannot_say()
    {
        await File.WriteAllTextAsync(Path.Combine(tools.Path, "broken"), "");
        var app = await hub.Country.Submitted(employer);
        var (good, bad) = ((await employer.Upload(app, Files.Pdf(size: 500_000))).Is(201), (await employer.Upload(app, Files.Pdf("MALWARE"))).Is(201).Id);
        good.Text("status").Should().Be("quarantined");
        (await hub.Country.Mig.Get($"{Country.TaskPath(app, 1)}/documents/{good.Id}")).IsProblem(409, "DOC-00007");
        await Becomes(app, good.Id, "scan-failed");
        (await employer.Get($"/api/v1/applications/{app}/documents/{good.Id}")).IsProblem(409, "DOC-00007");

        File.Delete(Path.Combine(tools.Path, "broken"));

        await Becomes(app, good.Id, "clean");
        await Becomes(app, bad, "infected");
        (await hub.Country.Mig.Get($"{Country.TaskPath(app, 1)}/documents/{good.Id}")).Status.Should().Be(200);
        (await employer.Get($"/api/v1/applications/{app}/documents/{bad}")).IsProblem(409, "DOC-00008");
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["timeline"]!.AsArray().Select(entry => entry!["code"]!.ToString()).Should().Contain("document-infected");
        await hub.Hub.Settled();
        (await Store.Read(EntityId.Parse<DocumentId>(bad), 0, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_start_removes_what_never_became_a_document_and_nothing_else()
    {
        var app = await hub.Country.Draft(employer);
        var kept = (await employer.Upload(app, Files.Pdf())).Is(201).Id;
        await Becomes(app, kept, "clean");
        var orphan = EntityId.New<DocumentId>(hub.Time.GetUtcNow());
        (await hub.Hub.Services.GetRequiredService<DocumentContents>().Write(orphan, EntityId.Parse<Core.Applications.ApplicationId>(app), new MemoryStream(Files.Pdf()), "application/pdf", 1000, default)).Problem.Should().BeNull();
        (await Store.Read(orphan, 0, default)).Should().NotBeNull();

        await hub.Close();
        await hub.Open();

        await Eventually.Holds(async () => await Store.Read(orphan, 0, default) is null, "the orphan is swept");
        (await employer.Get($"/api/v1/applications/{app}/documents/{kept}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Documents_of_a_forgotten_draft_are_destroyed_and_the_timeline_says_so()
    {
        var app = await hub.Country.Draft(employer);
        var document = (await employer.Upload(app, Files.Pdf())).Is(201).Id;
        await hub.Hub.Settled();

        hub.Time.Advance(TimeSpan.FromDays(91));

        await Becomes(app, document, "destroyed");
        await hub.Hub.Settled();
        (await employer.Get($"/api/v1/applications/{app}/documents/{document}")).IsProblem(409, "DOC-00008");
        (await Store.Read(EntityId.Parse<DocumentId>(document), 0, default)).Should().BeNull();
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["timeline"]!.AsArray().Select(entry => entry!["code"]!.ToString()).Should().ContainInOrder("documents-destroyed", "withdrawn", "expired");
        (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json["form"].Should().BeNull();
        (await hub.Hub.Services.GetRequiredService<IEventStore>().ReadStream(new(app), 0, default)).Should().OnlyContain(stored => stored.Sealed == null, "the store has nothing to read either");
    }

    private IDocumentStore Store => hub.Hub.Services.GetRequiredService<IDocumentStore>();

    private Task Becomes(string app, string document, string status) => Eventually.Holds(
        async () => (await employer.Get($"/api/v1/applications/{app}/documents")).Json["items"]!.AsArray().Single(item => item!["id"]!.ToString() == document)!["status"]!.ToString() == status,
        $"the document becomes {status}");
}
