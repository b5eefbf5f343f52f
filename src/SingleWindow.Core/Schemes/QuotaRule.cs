namespace SingleWindow.Core.Schemes;

/// <summary>A yearly number of places. A place is reserved, consumed by the grant, and released on refusal, withdrawal, discontinuation and non-review.</summary>
/// <param name="Id">The quota book; several schemes may share one.</param>
/// <param name="Size">Places a year with which a book opens; null: the operator sets it.</param>
/// <param name="PerEmployerMax">The most places of one employer, or null.</param>
/// <param name="ReserveAt"><c>submission</c>, or the code of the step whose end reserves the place.</param>
/// <param name="Order">Always <c>submission-time</c>: who came first has the place.</param>
/// <param name="Exempt">Cases that need no place.</param>
public sealed record QuotaRule(string Id, int? Size, int? PerEmployerMax, string ReserveAt, string Order, IReadOnlyList<Condition> Exempt);

/// <summary>A test whether the domestic labour market has somebody for the post.</summary>
/// <param name="Step">The step that carries it out.</param>
/// <param name="AdvertiseDays">How long the post is advertised first, or null.</param>
/// <param name="Validity">How long a positive result serves, or null.</param>
/// <param name="WaivedWhen">Cases without it.</param>
public sealed record LabourMarketTestRule(string Step, int? AdvertiseDays, Period? Validity, IReadOnlyList<Condition> WaivedWhen);
