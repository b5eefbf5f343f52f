using SingleWindow.Core.Employers;

namespace SingleWindow.Core.Quotas;

/// <summary>What can be asked of a quota book. All but <see cref="Set"/> are idempotent by application, whatever the command id.</summary>
[GenerateSerializer, Immutable]
public abstract record QuotaCommand
{
    private QuotaCommand() { }

    /// <summary>Write the size and the cap of the year; opens the book when nobody has.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Set(QuotaTerms Terms) : QuotaCommand;

    /// <summary>Ask for places; who gets none waits.</summary>
    /// <param name="Claims">Several at once cost one append.</param>
    /// <param name="Unset">What the scheme says, for a book that was never set.</param>
    [GenerateSerializer, Immutable]
    public sealed record Reserve(IReadOnlyList<QuotaClaim> Claims, QuotaTerms Unset) : QuotaCommand;

    /// <summary>The application was granted.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Consume(ApplicationId Application, EmployerId Employer) : QuotaCommand;

    /// <summary>The application ended otherwise, also after a grant that is gone, or was never filed: it needs neither place nor turn.</summary>
    /// <param name="Application">Which.</param>
    /// <param name="Cause">How the application ended, or <c>not-filed</c>.</param>
    [GenerateSerializer, Immutable]
    public sealed record Release(ApplicationId Application, string Cause) : QuotaCommand;
}

/// <summary>An application that asks for a place.</summary>
/// <param name="Application">Which.</param>
/// <param name="Employer">Whose.</param>
/// <param name="Since">Since when it counts in the order of applications: its submission.</param>
[GenerateSerializer, Immutable]
public sealed record QuotaClaim(ApplicationId Application, EmployerId Employer, DateTimeOffset Since);

/// <summary>How large a quota is.</summary>
/// <param name="Size">How many places; null where the law sets no number.</param>
/// <param name="PerEmployerMax">How many places one employer may hold; null: no cap.</param>
[GenerateSerializer, Immutable]
public sealed record QuotaTerms(int? Size, int? PerEmployerMax = null);
