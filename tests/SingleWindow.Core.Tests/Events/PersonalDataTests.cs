using System.Reflection;
using System.Text.Json;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using Record = SingleWindow.Core.Records.Record;

namespace SingleWindow.Core.Tests.Events;

/// <summary>After the key of a person is destroyed, what was personal reads as null and everything else goes on.</summary>
public sealed class PersonalDataTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static TheoryData<string> Names => Samples.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_personal_member_may_be_null(string name)
    {
        foreach (var member in Personal(EventCatalog.Default.Of(name)))
            Nullability.Create(member).ReadState.Should().Be(NullabilityState.Nullable, $"{name}.{member.Name} reads as null after erasure");
    }

    [Theory, MemberData(nameof(Names))]
    public void An_event_of_an_erased_person_is_read_and_evolves(string name)
    {
        var kind = EventCatalog.Default.Of(name);
        var json = JsonSerializer.SerializeToNode(Samples.Of(kind), kind.Type, EventJson.Options)!.AsObject();
        foreach (var member in Personal(kind))
            json.Remove(JsonNamingPolicy.CamelCase.ConvertName(member.Name)).Should().BeTrue($"the sample of {name} has a {member.Name}");

        var erased = json.Deserialize(kind.Type, EventJson.Options)!;

        Personal(kind).Where(member => member.GetValue(erased) is not null).Should().BeEmpty();
        FluentActions.Invoking(() => Evolve(erased)).Should().NotThrow();
    }

    [Fact]
    public void The_catalogue_knows_which_events_are_personal() =>
        EventCatalog.Default.Kinds.Should().OnlyContain(kind => kind.HasPersonalData == Personal(kind).Any());

    [Fact]
    public void Whatever_carries_a_form_a_name_or_words_of_a_person_is_personal()
    {
        Type[] personal = [typeof(ApplicationForm), typeof(WorkerName), typeof(PersonForm)];
        string[] words = ["Text", "Reason", "Reasons", "Findings", "SignedBy", "Salt", "Payload", "Content", "Terms"];

        var members = EventCatalog.Default.Kinds.SelectMany(kind => kind.Type.GetProperties())
            .Where(member => personal.Contains(member.PropertyType) || words.Contains(member.Name));

        members.Should().OnlyContain(member => EventCatalog.IsPersonal(member)).And.HaveCountGreaterThan(10);
    }

    private static IEnumerable<PropertyInfo> Personal(EventKind kind) => kind.Type.GetProperties().Where(EventCatalog.IsPersonal);

    private static object? Evolve(object happened) => happened switch
    {
        ApplicationEvent e => Application.Evolve(Application.Initial, e),
        WorkerEvent e => Worker.Evolve(Worker.Initial, e),
        ContactEvent e => ContactBook.Evolve(ContactBook.Initial, e),
        EmployerEvent e => Employer.Evolve(Employer.Initial, e),
        AuthorityEvent e => Authority.Evolve(Authority.Initial, e),
        MandateEvent e => MandateBook.Evolve(MandateBook.Initial, e),
        PermitEvent e => Permit.Evolve(Permit.Initial, e).View(new(2026, 3, 2)),
        RecordEvent e => Record.Evolve(Record.Initial, e),
        BoardEvent e => Board.Evolve(e is BoardEvent.SeatLeft ? Board.Evolve(Board.Initial, new BoardEvent.SeatTaken("acc_1", "key-6", default)) : Board.Initial, e).View(),
        SwitchEvent e => Switches.Evolve(Switches.Initial, e),
        MatrixEvent e => MatrixLaw.Evolve(MatrixLaw.Initial, e),
        InvitationEvent e => InvitationBook.Evolve(InvitationBook.Initial, e),
        BatchEvent e => Batch.Evolve(Batch.Initial, e).View(),
        BankReferenceEvent e => BankReferenceBook.Evolve(BankReferenceBook.Initial, e),
        QuotaEvent e => QuotaBook.Evolve(QuotaBook.Initial, e),
        SchemeEvent e => SchemeLaw.Evolve(SchemeLaw.Initial, e),
        _ => null,
    };
}
