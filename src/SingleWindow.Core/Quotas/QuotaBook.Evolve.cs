using System.Diagnostics;
using SingleWindow.Core.Employers;

namespace SingleWindow.Core.Quotas;

public sealed partial record QuotaBook
{
    /// <summary>The book after one more event. Total: it never refuses.</summary>
    public static QuotaBook Evolve(QuotaBook book, QuotaEvent happened) => happened switch
    {
        QuotaEvent.Opened e => book.Measured(new(e.Size, e.PerEmployerMax)),
        QuotaEvent.Resized e => book.Measured(new(e.Size, e.PerEmployerMax)),
        QuotaEvent.Reserved e => book.Enter(e.Application, new(e.Employer, QuotaPlace.Reserved)),
        QuotaEvent.Queued e => book.Enter(e.Application, new(e.Employer, QuotaPlace.Waiting, new(e.Since, book.Entered + 1, e.Application))),
        QuotaEvent.Promoted e when book.Entries.GetValueOrDefault(e.Application) is { } entry => book.Exit(e.Application).Enter(e.Application, new(entry.Employer, QuotaPlace.Reserved)),
        QuotaEvent.Promoted => book,
        QuotaEvent.Consumed e => book.Exit(e.Application).Enter(e.Application, new(e.Employer, QuotaPlace.Used)),
        QuotaEvent.Released e => book.Exit(e.Application) with { Released = book.Released + 1 },
        QuotaEvent.Left e => book.Exit(e.Application),
        _ => throw new UnreachableException(),
    };

    private QuotaBook Measured(QuotaTerms terms)
    {
        var measured = this with { IsOpen = true, Terms = terms };
        return measured with { Next = [.. Shares.Values.Select(measured.Head).OfType<Turn>()] };
    }

    private QuotaBook Enter(ApplicationId application, Entry entry) =>
        Change(entry.Employer, share => entry.Turn is { } turn ? share with { Waiting = share.Waiting.Add(turn) } : share with { Held = share.Held + 1 }) with
        {
            Entered = Entered + 1,
            Entries = Entries.SetItem(application, entry),
            Queue = entry.Turn is { } last ? Queue.Add(last) : Queue,
            Reserved = Reserved + (entry.Place == QuotaPlace.Reserved ? 1 : 0),
            Used = Used + (entry.Place == QuotaPlace.Used ? 1 : 0),
        };

    private QuotaBook Exit(ApplicationId application)
    {
        if (Entries.GetValueOrDefault(application) is not { } entry) return this;
        return Change(entry.Employer, share => entry.Turn is { } turn ? share with { Waiting = share.Waiting.Remove(turn) } : share with { Held = share.Held - 1 }) with
        {
            Entries = Entries.Remove(application),
            Queue = entry.Turn is { } gone ? Queue.Remove(gone) : Queue,
            Reserved = Reserved - (entry.Place == QuotaPlace.Reserved ? 1 : 0),
            Used = Used - (entry.Place == QuotaPlace.Used ? 1 : 0),
        };
    }

    private QuotaBook Change(EmployerId employer, Func<Share, Share> change)
    {
        var before = Shares.GetValueOrDefault(employer, Share.None);
        var after = change(before);
        var next = Head(before) is { } old ? Next.Remove(old) : Next;
        return this with
        {
            Shares = after is { Held: 0, Waiting.IsEmpty: true } ? Shares.Remove(employer) : Shares.SetItem(employer, after),
            Next = Head(after) is { } first ? next.Add(first) : next,
        };
    }

    private Turn? Head(Share share) => !share.Waiting.IsEmpty && MayHoldMore(share) ? share.Waiting.Min : null;
}
