using System.Text.Json;
using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

/// <summary>What no version of the matrix may do.</summary>
public sealed class MatrixChecksTests
{
    private static readonly IReadOnlyList<AccessRow> All = AccessMatrix.Shipped;
    private static readonly AccessRow[] Never = [.. All.Where(row => row.Basis == AccessBasis.Never)];

    [Fact]
    public void No_version_leaves_out_a_never_or_grants_what_one_denies() =>
        // Whatever row is taken away and whatever is put beside it: either nothing is shown that was denied for ever, or the version is refused.
        Gen.Select(Gen.Int[0, All.Count - 1], Gen.Int[0, Never.Length - 1].Select(index => Never[index]), Gen.Int[0, 3].Select(which => new[] { "MIG", "LAB", "*", "PARTNER" }[which]), Gen.Bool).Sample((gone, never, requester, add) =>
        {
            List<AccessRow> rows = [.. All.Where((_, index) => index != gone)];
            var granted = new AccessRow("NEW", never.RecordType, requester, never.Purpose, AccessBasis.PublicTask, ["*"], Agreement: true);
            if (add) rows.Add(granted);
            var refused = !MatrixChecks.Check(rows).IsEmpty;
            var still = new AccessMatrix(rows);
            return refused || Never.All(row => still.Ways(row.RecordType, row.Requester, row.Purpose).Count == 0);
        });

    [Fact]
    public void A_never_that_is_turned_into_a_grant_is_refused()
    {
        var rows = All.Select(row => row.Id == "NV-complaint" ? row with { Basis = AccessBasis.PublicTask, Fields = ["*"] } : row).ToArray();

        Errors(rows).Should().Contain("/rows never");
    }

    [Theory]
    [InlineData("gossip", "LAB", "P04", "*", "/recordType unknown")]
    [InlineData("visa", "NOBODY", "P01", "*", "/requester unknown")]
    [InlineData("visa", "LAB", "P99", "*", "/purpose unknown")]
    [InlineData("visa", "LAB", "P04", "colour", "/fields/0 unknown")]
    [InlineData("visa", "PARTNER", "P13", "*", "/agreement agreement")]
    [InlineData("visa", "*", "P13", "*", "/agreement agreement")]
    [InlineData("complaint", "MIG", "P11", "*", " firewall; never")]
    [InlineData("complaint", "*", "P11", "status", "/agreement agreement; firewall; never")]
    [InlineData("inspection", "MIG", "P01", "*", " firewall")]
    [InlineData("trafficking-referral", "MIG", "P05", "*", " firewall")]
    public void A_row_that_means_nothing_or_too_much_is_refused(string type, string requester, string purpose, string field, string error) =>
        Errors([.. All, new("NEW", type, requester, purpose, AccessBasis.PublicTask, [field])]).Should().Equal(error.Split(';').Select(one => $"/rows/{All.Count}{one}"));

    /// <summary>The authority that keeps permits is the one that returns people: what one row shows it of a walled type, for one purpose and under its conditions, no other row does.</summary>
    [Fact]
    public void Behind_the_wall_no_condition_falls_and_no_purpose_changes()
    {
        AccessRow[] walled = [.. All.Where(row => row is { Requester: "MIG", Basis: not AccessBasis.Never } && RecordTypes.Find(row.RecordType)!.Firewall)];
        Func<AccessRow, AccessRow>[] changes =
        [
            row => row with { Where = null }, row => row with { UserRequest = false }, row => row with { Preview = false }, row => row with { Precondition = null }, row => row with { Subscribe = null },
            row => row with { Purpose = "P03" }, row => row with { Purpose = "P11" }, row => row with { Requester = "*", Agreement = true }, row => row with { Basis = AccessBasis.WorkerConsent },
            row => row with { Where = row.Where is { } where ? where with { In = [.. where.In, JsonElement.Parse("\"LRA-01\"")] } : null }, row => row with { Fields = ["*"] },
        ];
        walled.Should().HaveCountGreaterThan(5);

        foreach (var (row, wider) in walled.SelectMany(row => changes.Select(change => (row, change(row) with { Id = "NEW" }))).Where(pair => pair.Item2 with { Id = pair.row.Id } != pair.row && !(pair.row.Fields is ["*"] && pair.Item2.Fields is ["*"] && pair.Item2 with { Id = pair.row.Id, Fields = pair.row.Fields } == pair.row)))
        {
            Errors([.. All, wider]).Should().Contain($"/rows/{All.Count} firewall", "{0}", wider);
            var matrix = new AccessMatrix(All);
            matrix.Replace([wider], 2);
            matrix.Ways(row.RecordType, "MIG", wider.Purpose).Should().BeEmpty("a version made by an older program is held to it too");
        }
        foreach (var row in walled.Where(row => row.Fields.Count > 1)) Errors([.. All.Where(other => other != row), row with { Fields = [row.Fields[0]] }]).Should().BeEmpty("it may see less");
    }

    [Fact]
    public void Conditions_must_be_possible()
    {
        AccessRow row = new("NEW", "vacancy", "LAB", "P04", AccessBasis.PublicTask, ["*"]);

        Errors([.. All, row with { AnswerAs = AnswerForm.Test }]).Should().Equal($"/rows/{All.Count}/answerAs test");
        Errors([.. All, row with { SubjectFilter = SubjectFilter.PermitHolder }]).Should().Equal($"/rows/{All.Count}/subjectFilter subject");
        Errors([.. All, row with { Where = new("colour", [JsonElement.Parse("1")]) }]).Should().Equal($"/rows/{All.Count}/where unknown");
        Errors([.. All, row with { Where = new("region", []) }]).Should().Equal($"/rows/{All.Count}/where unknown");
        Errors([.. All, row with { Fields = [] }]).Should().Equal($"/rows/{All.Count}/fields required");
        Errors([.. All, row with { Id = "a b" }]).Should().Equal($"/rows/{All.Count}/id id");
        Errors([.. All, row with { Id = All[0].Id }]).Should().Equal($"/rows/{All.Count}/id duplicate");
        Errors([.. All, row with { Basis = AccessBasis.Never, Purpose = "P11" }]).Should().Equal($"/rows/{All.Count}/fields never");
        Errors([.. Enumerable.Repeat(row, 2001)]).Should().Equal("/rows too-many");
    }

    [Fact]
    public void No_step_of_a_scheme_loses_sight_of_its_applications()
    {
        StepAccess[] steps = [new("TAX", "P01", "ee-seasonal 2026-01, step tax-check")];

        MatrixChecks.Check(All, steps).IsEmpty.Should().BeTrue();
        MatrixChecks.Check([.. All.Where(row => row is not { RecordType: "application", Requester: "TAX" })], steps).All.Should().ContainSingle().Which.Code.Should().Be("step");
        MatrixChecks.Check([.. All, null!]).All.Select(error => $"{error.Pointer} {error.Code}").Should().Equal($"/rows/{All.Count} row");
    }

    [Fact]
    public void A_further_never_may_be_added() => Errors([.. All, new("NEW", "vacancy", "LAB", "P11", AccessBasis.Never, [])]).Should().BeEmpty();

    [Fact]
    public void Rows_are_written_and_read_the_same_and_a_misspelt_member_is_refused()
    {
        AccessRowJson.Write(AccessRowJson.Read(AccessRowJson.Write(All))).Should().Be(AccessRowJson.Write(All));

        foreach (var row in new[]
        {
            """{"id":"A","recordType":"visa","requester":"LAB","purpose":"P04","basis":"PT","fields":["*"],"surprise":1}""",
            """{"id":"A","recordType":"visa","requester":"LAB","purpose":"P04","basis":"0","fields":["*"]}""",
            """{"id":"A","recordType":"visa","requester":"LAB","purpose":"P04","basis":1,"fields":["*"]}""",
            """{"id":"A","recordType":"visa","requester":"LAB","purpose":"P04","basis":"PT","fields":null}""",
            """{"id":"A","recordType":"visa","requester":"LAB","purpose":"P04","basis":"PT"}""",
        })
            FluentActions.Invoking(() => AccessRowJson.Read($$"""{"rows":[{{row}}]}""")).Should().Throw<JsonException>(row);
    }

    [Fact]
    public void A_change_says_who_gains_and_who_loses_what()
    {
        var after = All.Where(row => row.Id != "AM-059").Select(row => row.Id == "AM-003" ? row with { Fields = ["personalCode", "birthDate"] } : row.Id == "AM-039" ? row with { SubjectFilter = null } : row)
            .Append(new("NEW", "visa", "LAB", "P04", AccessBasis.PublicTask, ["outcome"])).ToArray();

        MatrixDiff.Between(All, after).Should().BeEquivalentTo([
            new MatrixChange("LAB", "P03", "person-identity", ["birthDate"], ["familyName", "givenNames"], false),
            new MatrixChange("LAB", "P04", "health-cover", [], ["from", "to"], true),
            new MatrixChange("LAB", "P04", "visa", ["outcome"], [], true),
            new MatrixChange("MIG", "P03", "employment-registration", [], [], true),
        ]);
        MatrixDiff.Between(All, All).Should().BeEmpty();
    }

    [Fact]
    public void A_member_that_is_seen_under_other_terms_is_a_change_though_nobody_gains_or_loses_it()
    {
        var (walled, own) = (All.Single(row => row.Id == "AM-104"), All.Single(row => row.Id == "AM-104P"));
        AccessRow[] swapped = [.. All.Select(row => row == walled ? row with { Fields = own.Fields } : row == own ? row with { Fields = walled.Fields } : row)];

        MatrixDiff.Between(All, swapped).Should().ContainSingle().Which.Should().BeEquivalentTo(new MatrixChange(walled.Requester, walled.Purpose, walled.RecordType, [], [], true));
        MatrixDiff.Between(All, [own, walled, .. All.Where(row => row != own && row != walled)]).Should().ContainSingle("the first way whose conditions are met answers").Which.Terms.Should().BeTrue();
    }

    [Fact]
    public void All_members_are_told_by_name()
    {
        AccessRow some = new("A", "health-cover", "LAB", "P04", AccessBasis.PublicTask, ["from", "to"]);

        MatrixDiff.Between([some], [some with { Fields = ["*"] }]).Should().BeEquivalentTo([new MatrixChange("LAB", "P04", "health-cover", RecordTypes.Find("health-cover")!.Fields.Except(some.Fields).Order(StringComparer.Ordinal).ToArray(), [], false)]);
    }

    [Fact]
    public void A_task_knows_no_conditions_so_the_row_of_a_step_has_none()
    {
        StepAccess[] steps = [new("EMP", "P02", "a scheme, step one")];
        AccessRow[] With(Func<AccessRow, AccessRow> change) => [.. All.Select(row => row.Id == "AM-022" ? change(row) : row)];

        MatrixChecks.Check(All, steps).IsEmpty.Should().BeTrue();
        foreach (var change in (Func<AccessRow, AccessRow>[])[row => row with { Fields = ["*"] }, row => row with { Fields = ["worker"] }, row => row with { Precondition = AccessPrecondition.PendingApplication }, row => row with { SubjectFilter = SubjectFilter.PermitHolder }])
            MatrixChecks.Check(With(change), steps).All.Should().Contain(error => error.Code == "step");
    }

    [Fact]
    public void A_version_that_is_not_newer_changes_nothing()
    {
        var matrix = new AccessMatrix(All);
        matrix.Replace([], 1);
        matrix.All.Should().HaveCount(All.Count);

        matrix.Replace([new("NEW", "complaint", "MIG", "P11", AccessBasis.PublicTask, ["*"])], 2);
        matrix.Version.Should().Be(2);
        matrix.All.Should().HaveCount(Never.Length, "what this program denies for ever stays denied, whenever the version was made");
        matrix.Ways("complaint", "MIG", "P11").Should().BeEmpty();
        matrix.DenyAll();
        matrix.Ways("visa", "MIG", "P01").Should().BeEmpty();
    }

    private static IEnumerable<string> Errors(IReadOnlyList<AccessRow> rows) => MatrixChecks.Check(rows).All.Select(error => $"{error.Pointer} {error.Code}");
}
