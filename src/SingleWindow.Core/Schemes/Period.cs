using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>In what a statutory period counts.</summary>
[JsonConverter(typeof(CamelCaseEnum<PeriodUnit>))]
public enum PeriodUnit
{
    /// <summary>Every day counts; a last day that is not a working day rolls to the next one (Reg. 1182/71 art. 3).</summary>
    CalendarDays,

    /// <summary>Only working days of the scheme's calendar count.</summary>
    WorkingDays,

    /// <summary>To the day with the same number, or the last of a month that lacks it; a last day that is not a working day rolls (Reg. 1182/71 art. 3).</summary>
    Months,

    /// <summary>To the same day of the year; 29 February ends on the 28th.</summary>
    Years,
}

/// <summary>A statutory period.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
[GenerateSerializer, Immutable]
public sealed record Period(int Amount, PeriodUnit Unit);

/// <summary>An interval in which the clock stands still, because information is awaited from the applicant.</summary>
/// <param name="Requested">Day of the request; it still counts.</param>
/// <param name="Received">Day of the answer, the last that does not count; null while it is awaited.</param>
[GenerateSerializer, Immutable]
public sealed record Suspension(DateOnly Requested, DateOnly? Received);
