using SingleWindow.Core.Mandates;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Mandates;

/// <summary>Whatever is given and ended in whatever order: a right exists exactly as long as some mandate that gives it was neither ended nor is over.</summary>
public sealed class MandateProperties
{
    private const string Principal = "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e01";
    private static readonly string[] Parties = ["emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e02", "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e03", Principal];
    private static readonly string[] Acts = [.. MandateActs.Of(Principal)];
    private static readonly DateOnly Start = new(2026, 3, 2);

    private sealed record Step(int Day, int Who, int What, int Number, int From, int Length);

    private static readonly Gen<Step> Steps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[1, 6], Gen.Int[0, 5], Gen.Int[0, 8]).Select(one => new Step(one.Item1, one.Item2, one.Item3, one.Item4, one.Item5, one.Item6));

    [Fact]
    public void After_its_end_a_mandate_allows_nothing() => Steps.Array[1, 30].Sample(steps =>
    {
        var book = MandateBook.Initial;
        var today = Start;
        var model = new List<(string Who, string Act, DateOnly From, DateOnly Until, bool Ended)>();
        foreach (var step in steps)
        {
            today = today.AddDays(step.Day);
            var at = new DateTimeOffset(today, new(10, 0), TimeSpan.Zero);
            var by = step.What < 4 ? Principal : Parties[step.Who];
            MandateCommand command = step.What < 4
                ? new MandateCommand.Give(Parties[step.Who], [Acts[step.What]], null, today.AddDays(step.From), today.AddDays(step.From + step.Length))
                : new MandateCommand.End(step.Number);
            var decision = MandateBook.Decide(book, command, new(new(""), "", new("c", by), at), SchemeCatalog.Default);
            book = decision.Events.Aggregate(book, MandateBook.Evolve);
            if (command is MandateCommand.Give give && decision.Problem is null) model.Add((give.Representative, give.May![0], give.From!.Value, give.Until!.Value, false));
            if (command is MandateCommand.End && step.Number <= model.Count && (by == Principal || by == model[step.Number - 1].Who)) model[step.Number - 1] = model[step.Number - 1] with { Ended = true };

            foreach (var who in Parties)
                foreach (var act in Acts)
                {
                    var expected = model.Exists(one => one.Who == who && !one.Ended && one.From <= today && today <= one.Until && MandateActs.Allow([one.Act], act));
                    if ((book.Allows(who, act, at, 1) is not null) != expected) return false;
                }
        }
        return model.TrueForAll(one => one.Who != Principal);
    });
}
