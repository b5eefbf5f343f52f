using SingleWindow.Core.Tests.Applications;
using SingleWindow.Core.Tests.Events;

namespace SingleWindow.Core.Tests.Shared;

/// <summary>The text of a record ends up in logs and exceptions, so it says nothing about a person.</summary>
public sealed class ConfidentialTests
{
    private static readonly string[] Secrets = ["Olena", "Koval", "49001010001", "FA123456", "olena@", "The pay is too low", "Here it is", "Mari", "Олена"];

    public static TheoryData<string> Events => Samples.Names;

    [Fact]
    public void An_application_does_not_print_what_is_in_it()
    {
        var app = Case.Refused().State;
        var scheme = Core.Schemes.SchemeCatalog.Default.Newest(app.Scheme)!;
        object[] all =
        [
            app, app.Form!, app.Form!.Worker!, app.Decision!, .. app.Tasks, .. app.Inquiries, app.View(scheme), app.DecisionView(scheme)!,
            .. app.Tasks.Select(task => task.View(app, scheme, ["*"])), Cast.Draft(), Cast.Refuse(), Cast.Reply(1), Cast.Mari,
        ];

        foreach (var one in all) one.ToString().Should().NotContainAny(Secrets);
    }

    [Theory, MemberData(nameof(Events))]
    public void An_event_does_not_print_its_personal_members(string name)
    {
        var kind = EventCatalog.Default.Of(name);
        var personal = kind.Type.GetProperties().Where(member => member.PropertyType == typeof(string)
            && kind.Type.GetConstructors()[0].GetParameters().Any(it => it.Name == member.Name && it.IsDefined(typeof(PersonalAttribute), false)));
        var sample = Samples.Of(kind);

        sample.ToString().Should().NotContainAny([.. Secrets, .. personal.Select(member => (string?)member.GetValue(sample)).OfType<string>()]);
    }
}
