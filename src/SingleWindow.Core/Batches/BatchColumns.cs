using System.Collections.Immutable;
using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Batches;

/// <summary>A column of a batch as CSV: a member of the application form.</summary>
/// <param name="Name">The members from the outside in, with points between, such as <c>employment.wageMonthly.amount</c>.</param>
/// <param name="Kind">How its cells are read.</param>
public sealed record BatchColumn(string Name, CellKind Kind)
{
    /// <summary>The members from the outside in.</summary>
    public IReadOnlyList<string> Path { get; } = Name.Split('.');

    /// <summary>The JSON pointer of the member; of a declaration, that of all of them.</summary>
    public string Pointer => Kind == CellKind.Statement ? "/evidence" : "/" + string.Join('/', Path);
}

/// <summary>How a cell is read. An empty one says nothing.</summary>
public enum CellKind
{
    /// <summary>Text, a code or a date.</summary>
    Text,

    /// <summary>A number with a decimal point.</summary>
    Number,

    /// <summary>Several words with blanks between.</summary>
    Words,

    /// <summary>A declaration in words, of the evidence type that the column names.</summary>
    Statement,
}

/// <summary>The columns of a CSV: they follow from the application form, so there is nothing to keep in step.</summary>
public static class BatchColumns
{
    private static readonly ImmutableArray<BatchColumn> OfForm = [.. Below("", typeof(ApplicationForm))];

    /// <summary>Every column that is taken under a scheme.</summary>
    public static IReadOnlyList<BatchColumn> Of(Scheme scheme) =>
        [.. OfForm, .. scheme.Evidence.Where(rule => rule.IsDeclared).Select(rule => new BatchColumn($"evidence.{rule.Type}", CellKind.Statement)).Distinct()];

    /// <summary>The columns of the template: those of members that mean something under the scheme.</summary>
    public static IReadOnlyList<BatchColumn> Template(Scheme scheme) => [.. Of(scheme).Where(column => column.Name switch
    {
        "worker.residence" => scheme.AsksFor("resident-outside-union"),
        "worker.qualificationCountry" => scheme.AsksFor("foreign-qualification"),
        "employment.nace" => scheme.Sectors.Count > 0 || scheme.AsksFor("nace"),
        "employment.category" => scheme.Categories.Any(),
        _ => true,
    })];

    private static IEnumerable<BatchColumn> Below(string parent, Type type) => type.GetProperties().SelectMany(member =>
    {
        var name = parent + JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        var kind = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        return kind == typeof(IReadOnlyList<EvidenceStatement>) ? []
            : kind == typeof(IReadOnlyList<string>) ? [new(name, CellKind.Words)]
            : kind == typeof(decimal) ? [new(name, CellKind.Number)]
            : kind == typeof(string) || kind == typeof(DateOnly) ? [new BatchColumn(name, CellKind.Text)]
            : Below(name + ".", kind);
    });
}
