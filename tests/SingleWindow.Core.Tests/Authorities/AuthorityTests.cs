using System.Diagnostics;
using SingleWindow.Core.Authorities;

namespace SingleWindow.Core.Tests.Authorities;

public sealed class AuthorityTests
{
    private static readonly Official Mari = new(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f")), "MIG", "short-term", "Mari Maasikas", "adviser");

    private readonly Scenario<Authority, AuthorityCommand, AuthorityEvent> scenario = new(Authority.Initial, Authority.Decide, Authority.Evolve);

    private AuthorityEvent.OfficialAppointed Appointed => new(Mari.Id, "MIG", "short-term", "Mari Maasikas", "adviser", scenario.Context.At);

    [Fact]
    public void An_official_is_appointed_and_may_sign()
    {
        scenario.When(new AuthorityCommand.Appoint(Mari)).Then(Appointed);

        scenario.State.Officials[Mari.Id].Should().Be(Mari);
    }

    [Fact]
    public void Appointing_twice_changes_nothing() => scenario.Given(Appointed).When(new AuthorityCommand.Appoint(Mari)).Then();

    [Fact]
    public void An_erased_official_has_no_name() => scenario.Given(Appointed with { Name = null }).State.Officials[Mari.Id].Name.Should().BeEmpty();

    [Fact]
    public void An_authority_has_a_name_in_a_sentence_and_an_unknown_code_stands_for_itself()
    {
        AuthorityNames.Of("LAB").Should().Be("the labour inspectorate");
        AuthorityNames.Of("XYZ").Should().Be("XYZ");
        AuthorityNames.Exists("LAB").Should().BeTrue();
        AuthorityNames.Exists("XYZ").Should().BeFalse();
        AuthorityNames.Codes.Should().Contain(["MIG", "TAX", "LAB", "HUB"]).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => Authority.Decide(Authority.Initial, null!, scenario.Context)).Should().Throw<UnreachableException>();
        FluentActions.Invoking(() => Authority.Evolve(Authority.Initial, null!)).Should().Throw<UnreachableException>();
    }
}
