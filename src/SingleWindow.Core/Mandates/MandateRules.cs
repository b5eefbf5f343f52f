using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Mandates;

/// <summary>What a mandate must say.</summary>
internal static class MandateRules
{
    private const int MostYears = 3;
    private const int MostSchemes = 50;

    public static FieldErrors Check(MandateCommand.Give give, string principal, DateOnly today, SchemeCatalog schemes)
    {
        var errors = new FieldErrors();
        errors.Require(give.Representative != principal, "/representative", "self", "Nobody needs a mandate of his own.");
        May(errors, give.May, MandateActs.Of(principal));
        if (give.Schemes is { } only) Schemes(errors, only, schemes);
        var from = give.From ?? today;
        errors.Require(from >= today && from <= today.AddYears(1), "/from", "date-range", "From today to a year from now.");
        errors.RequirePresent(give.Until, "/until");
        if (give.Until is { } until)
            errors.Require(until >= from && until < from.AddYears(MostYears), "/until", "date-range", $"Not before it begins, and at most {MostYears} years.");
        return errors;
    }

    private static void May(FieldErrors errors, IReadOnlyList<string>? may, IReadOnlyList<string> known)
    {
        errors.Require(may is { Count: > 0 }, "/may", "required", "At least one.");
        for (var i = 0; i < Math.Min(may?.Count ?? 0, known.Count + 1); i++)
        {
            errors.Require(may![i] is { } act && known.Contains(act), $"/may/{i}", "one-of", $"One of: {string.Join(", ", known)}.");
            errors.Require(!may.Take(i).Contains(may[i]), $"/may/{i}", "duplicate", "Each once.");
        }
    }

    private static void Schemes(FieldErrors errors, IReadOnlyList<string> only, SchemeCatalog schemes)
    {
        // An empty list would say "none" to one reader and "all" to another.
        errors.Require(only.Count is > 0 and <= MostSchemes, "/schemes", "length", $"1 to {MostSchemes}, or left out for all.");
        for (var i = 0; i < Math.Min(only.Count, MostSchemes); i++)
        {
            errors.Require(only[i] is { } id && schemes.Newest(id) is not null, $"/schemes/{i}", "unknown", "No such scheme.");
            errors.Require(!only.Take(i).Contains(only[i]), $"/schemes/{i}", "duplicate", "Each once.");
        }
    }
}
