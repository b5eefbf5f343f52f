using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Fees;

/// <summary>
/// Finds applications by their payment references. It schedules what a published payment has to be told to itself: by then it has seen every draft that came before,
/// which a reactor beside it might not have.
/// </summary>
internal sealed class FeeReferences : IProjection
{
    public string Name => "fee-references";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent.Drafted), typeof(RecordEvent.Published)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["fee_references"];

    public string Schema => "CREATE TABLE fee_references (stem TEXT NOT NULL, application TEXT NOT NULL, PRIMARY KEY (stem, application));";

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (happened.Event is ApplicationEvent.Drafted drafted)
            await views.Execute("INSERT INTO fee_references (stem, application) VALUES ($1, $2) ON CONFLICT DO NOTHING", PaymentReference.Stem(drafted.Application), drafted.Application.ToString());
        if (happened.Event is RecordEvent.Published { Type: FeePayment.RecordType } published)
            await views.Schedule($"{published.Record}/fee-payment/{published.Version}", published.At, FeeNews.KindName, happened.Stream);
    }
}

/// <summary>Tells what the register says about a payment to the application that it pays for, and to those that had claimed it.</summary>
internal sealed class FeeNews(IGrainFactory grains, IViewStore views, BankReferences banks, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "fee-payment";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        if ((await grains.GetGrain<IRecordGrain>(work.Stream.Value).Read(ct)).Value is not { View: { Content: { } content } newest }) return;
        // What was published before the form was checked, or is erased, says nothing.
        if (FeePayment.Read(JsonElement.Parse(content), newest.Id, newest.Version, newest.PublishedAt) is not { } fact) return;
        var context = work.Command(clock);
        foreach (var application in await Concerned(fact, context, ct))
        {
            var told = await grains.GetGrain<IApplicationGrain>(application.ToString()).HandlePayment(new ApplicationCommand.RecordPayment(fact), context.Part(application.ToString()), ct);
            // Time may mend a refusal, such as holidays that are not known yet: it is tried again.
            if (told.Problem is { Status: not 404 } problem) throw new InvalidOperationException($"News of a payment was refused: {problem.Code}.");
        }
    }

    private async Task<IReadOnlyList<ApplicationId>> Concerned(FeePayment fact, CommandContext context, CancellationToken ct)
    {
        var book = await banks.Book(fact.BankReference, ct);
        var paid = await views.Query("SELECT application FROM fee_references WHERE stem = $1", row => EntityId.Parse<ApplicationId>(row.Text(0)), [fact.Reference[..PaymentReference.StemLength]], ct);
        foreach (var application in paid) await book.Handle(new(application, ByRegister: true), context.Part($"bank-reference/{application}"), ct);
        return [.. (await book.Read(ct)).Value!.Applications.Union(paid)];
    }
}
