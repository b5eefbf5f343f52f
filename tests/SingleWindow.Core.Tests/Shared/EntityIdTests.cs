using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Shared;

public sealed class EntityIdTests
{
    private const string Known = "app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f";

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Guid.Sample(value => EntityId.TryParse<ApplicationId>(EntityId.Format(new ApplicationId(value)), out var id) && id.Value == value);

    [Fact]
    public void What_is_read_is_written_the_same() =>
        Gen.Char["0123456789abcdefABCDEF -{}x"].Array[31, 33].Select(digits => "app_" + new string(digits)).Sample(text => !EntityId.TryParse<ApplicationId>(text, out var id) || id.ToString() == text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("app_")]
    [InlineData("app_0198C5D0A1B27C3D8E4F5A6B7C8D9E0F")]
    [InlineData("APP_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f")]
    [InlineData("emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f")]
    [InlineData("app-0198c5d0a1b27c3d8e4f5a6b7c8d9e0f")]
    [InlineData("app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0")]
    [InlineData("app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f0")]
    [InlineData("app_0198c5d0-a1b2-7c3d-8e4f-5a6b7c8d9e0f")]
    [InlineData("app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0g")]
    [InlineData(" app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0")]
    [InlineData("app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0 ")]
    public void Anything_else_is_not_an_identifier(string? text)
    {
        EntityId.TryParse<ApplicationId>(text, out var id).Should().BeFalse();
        id.Should().Be(default(ApplicationId));
    }

    [Fact]
    public void Reading_what_we_did_not_write_is_an_error_that_does_not_repeat_it()
    {
        EntityId.Parse<ApplicationId>(Known).ToString().Should().Be(Known);
        FluentActions.Invoking(() => EntityId.Parse<ApplicationId>("38001010000")).Should().Throw<FormatException>().Which.Message
            .Should().Contain("app").And.NotContain("38001010000");
    }

    [Fact]
    public void A_new_identifier_sorts_by_time_and_is_of_version_7()
    {
        var first = EntityId.New<ApplicationId>(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var later = EntityId.New<ApplicationId>(new(2026, 3, 2, 8, 0, 1, TimeSpan.Zero));

        string.CompareOrdinal(first.ToString(), later.ToString()).Should().BeNegative();
        first.Value.Version.Should().Be(7);
        first.Should().NotBe(EntityId.New<ApplicationId>(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Every_kind_has_three_letters_of_its_own()
    {
        string[] texts = [Text<ApplicationId>(), Text<EmployerId>(), Text<WorkerId>(), Text<PermitId>(), Text<RecordId>(), Text<OfficialId>()];

        texts.Should().Equal(new[] { "app", "emp", "wrk", "prm", "rec", "usr" }.Select(prefix => prefix + Known[3..]));
    }

    private static string Text<T>() where T : struct, IEntityId<T>
    {
        var id = T.From(EntityId.Parse<ApplicationId>(Known).Value);
        EntityId.Parse<T>(id.ToString()!).Should().Be(id);
        return id.ToString()!;
    }
}
