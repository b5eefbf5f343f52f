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

/// <summary>A state fee; what the employer pays is never recovered from the worker (Dir. 2024/1233 art. 10).</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="Amount">How much; null when it is not known to the hub.</param>
/// <param name="Channel">self-service, counter, online or any.</param>
/// <param name="RecoverableFromWorker">Whether the worker may be charged for it; null when the law does not say.</param>
public sealed record Fee(Party Payer, Shared.Money? Amount, string Channel, bool? RecoverableFromWorker);
