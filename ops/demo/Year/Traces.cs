using System.Text.Json.Nodes;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Systems;

namespace SingleWindow.Demo.Year;

/// <summary>What a life leaves in the registers. Each entry goes to the authority that keeps the register, and the authority publishes it.</summary>
internal sealed class Traces(Person person, Inhabitants land, Payroll payroll, CancellationToken ct)
{
    private string Address => $"EE{person.Worker.Serial:D8}";

    private string? Code => person.Code;

    private string Registry => person.Firm.RegistryCode;

    /// <summary>What the registers of this country know before anybody applies.</summary>
    public async Task KnownBefore(DateOnly today, IReadOnlyList<string> unheld)
    {
        var worker = person.Worker;
        await Enter("POP", "person-identity", new()
        {
            ["personalCode"] = Code,
            ["givenNames"] = worker.GivenNames,
            ["familyName"] = worker.FamilyName,
            ["birthDate"] = Day(worker.Born),
            ["sex"] = worker.Female ? "F" : "M",
            ["citizenships"] = new JsonArray(worker.Country),
            ["travelDocument"] = Code is null ? new JsonObject { ["type"] = "passport", ["number"] = worker.Passport, ["issuer"] = worker.Country } : null,
        });
        foreach (var evidence in person.Career.Held.Except(unheld)) await Held(evidence, today);
        if (person.Career == Career.Carer) await Stage("registered", today);
    }

    private Task Held(string evidence, DateOnly today) => evidence switch
    {
        Career.Health => Enter("HIF", "health-cover", new() { ["personalCode"] = Code, ["from"] = Day(today.AddDays(-2)), ["to"] = Day(today.AddDays(200)), ["basis"] = "voluntary" }),
        Career.Language => Enter(Register.Language(person.Worker, today)),
        _ => Enter(Register.Assessment(person.Worker, person.Career == Career.Engineer ? 7 : 4, today)),
    };

    /// <summary>The bank tells the tax board that the state fee has come in.</summary>
    public async Task Paid(Employer employer, string application, DateOnly today)
    {
        foreach (var fee in (await employer.Fees(application, ct)).Items.Where(fee => fee is { Reference: not null, Amount.Amount: > 0 }))
            await Enter("TAX", "fee-payment", new()
            {
                ["bankReference"] = Bank.Reference(fee),
                ["registryCode"] = Registry,
                ["reference"] = fee.Reference,
                ["amount"] = fee.Amount!.Amount,
                ["currency"] = fee.Amount.Currency,
                ["paidOn"] = Day(today),
                ["payer"] = "employer",
                ["status"] = "received",
            });
    }

    public async Task Arrived(DateOnly today)
    {
        await Enter("CON", "visa", new() { ["visaNumber"] = $"D-{person.Reference}", ["holder"] = person.Worker.Holder, ["nationality"] = person.Worker.Country, ["type"] = "d", ["validFrom"] = Day(today), ["outcome"] = "issued" });
        await Crossed(today, "entry");
        if (Code is null) return;
        await Enter("POP", "residence-address", new() { ["personalCode"] = Code, ["addressCode"] = Address, ["from"] = Day(today), ["provider"] = "employer" });
        if (person.Career == Career.Carer) await Stage("arrived", today);
    }

    public async Task Left(DateOnly day) => await Crossed(day, "exit");

    public async Task Registered(DateOnly start, DateOnly? end) => await Enter("TAX", "employment-registration", new()
    {
        ["entryId"] = $"E-{person.Reference}",
        ["personalCode"] = Code,
        ["birthDate"] = Code is null ? Day(person.Worker.Born) : null,
        ["familyName"] = Code is null ? person.Worker.FamilyName : null,
        ["registryCode"] = Registry,
        ["start"] = Day(start),
        ["end"] = end is { } last ? Day(last) : null,
        ["jobTitle"] = person.Career.JobTitle,
        ["isco"] = person.Career.Isco,
        ["endReason"] = end is null ? null : person.Trouble is Trouble.LostWork ? "redundancy" : "term",
    });

    public async Task Contracted(DateOnly start, DateOnly end)
    {
        await Enter("LAB", "employment-contract", new() { ["contractId"] = $"C-{person.Reference}", ["employer"] = Registry, ["worker"] = person.Worker.Holder, ["effectiveFrom"] = Day(start), ["fixedTermTo"] = Day(end), ["wageMonthly"] = person.Career.Wage, ["weeklyHours"] = 40 });
        await Enter(Housing.Of(person.Firm, start, end, person.Worker.Holder));
    }

    public async Task Covered(DateOnly from, DateOnly? to)
    {
        if (Code is not null) await Enter("HIF", "health-cover", new() { ["personalCode"] = Code, ["from"] = Day(from), ["to"] = to is { } last ? Day(last) : null, ["basis"] = "employment", ["employer"] = Registry });
    }

    public async Task Insured(DateOnly from, DateOnly to)
    {
        if (Code is not null) await Enter("SOC", "insurance-period", new() { ["personalCode"] = Code, ["from"] = Day(from), ["to"] = Day(to), ["kind"] = "employment", ["country"] = "EST" });
    }

    /// <summary>A month's pay, for the days worked in it.</summary>
    public async Task PaidFor(DateOnly month, DateOnly start, DateOnly end, bool later)
    {
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        var (first, last) = (start > month ? start.Day : 1, end < month.AddMonths(1) ? end.Day : days);
        var gross = decimal.Round(person.Career.Wage * (last - first + 1) / days * (later && person.Trouble is Trouble.Underpaid ? 0.6m : 1m), 2);
        payroll.Add(person.Firm, month, gross);
        if (Code is null) return;
        await Enter("TAX", "payroll-declaration", new()
        {
            ["registryCode"] = Registry,
            ["personalCode"] = Code,
            ["period"] = $"{month:yyyy-MM}",
            ["gross"] = gross,
            ["net"] = decimal.Round(gross * 0.8m, 2),
            ["paidOn"] = Day(month.AddMonths(1).AddDays(4)),
            ["deductions"] = person.Trouble is Trouble.RentDeducted ? new JsonArray(new JsonObject { ["code"] = "rent", ["amount"] = 180m, ["statutory"] = false }) : null,
        });
    }

    private Task Stage(string stage, DateOnly on) => Enter("EMP", "pathway-enrolment", new()
    {
        ["enrolmentId"] = $"P-{person.Reference}",
        ["pathwayId"] = "care",
        ["worker"] = person.Worker.Holder,
        ["employer"] = Registry,
        ["stage"] = stage,
        ["stageOn"] = Day(on),
    });

    private Task Crossed(DateOnly day, string direction) => Enter("MIG", "border-crossing", new()
    {
        ["crossingId"] = $"X-{person.Reference}-{direction}",
        ["personalCode"] = Code,
        ["travelDocument"] = Code is null ? new JsonObject { ["type"] = "passport", ["number"] = person.Worker.Passport, ["issuer"] = person.Worker.Country } : null,
        ["at"] = $"{day:yyyy-MM-dd}T09:00:00Z",
        ["direction"] = direction,
    });

    private Task Enter(string authority, string type, JsonObject content)
    {
        foreach (var empty in content.Where(member => member.Value is null).Select(member => member.Key).ToArray()) content.Remove(empty);
        return Enter(new(authority, type, content));
    }

    private Task Enter(RegisterEntry entry) => land.Authorities[entry.Authority].Server.Enter(entry, ct);

    private static string Day(DateOnly day) => $"{day:yyyy-MM-dd}";
}
