using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

/// <summary>Broken scheme files of every kind: each fault is told, all at once, with its JSON pointer.</summary>
public sealed class SchemeReaderTests
{
    public static TheoryData<string> Ids => [.. SchemeCatalog.Default.All.Select(scheme => scheme.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void A_definition_is_read_as_it_is_published(string id) => Read(Definition(id)).Should().BeEmpty();

    [Theory]
    [InlineData("", "surprise")]
    [InlineData("/stay", "surprise")]
    [InlineData("/remuneration/amount", "surprise")]
    [InlineData("/evidence/0", "surprise")]
    [InlineData("/evidence/1/test", "surprise")]
    [InlineData("/steps/0", "surprise")]
    [InlineData("/steps/0/sla", "surprise")]
    [InlineData("/decision/period", "surprise")]
    [InlineData("/decision/appeal", "a/b~c")]
    [InlineData("/fees/0", "surprise")]
    [InlineData("/obligations/0/deadline", "surprise")]
    public void A_member_that_nobody_knows_is_refused_at_every_depth(string pointer, string member)
    {
        var definition = Definition();
        At(definition, pointer)[member] = true;

        Read(definition).Should().Equal($"{pointer}/{member.Replace("~", "~0").Replace("/", "~1")} unknown");
    }

    [Theory]
    [InlineData("", "id")]
    [InlineData("", "timeZone")]
    [InlineData("", "decision")]
    [InlineData("/steps/0", "on")]
    [InlineData("/decision", "hearingPeriod")]
    public void A_member_that_is_missing_is_refused(string pointer, string member)
    {
        var definition = Definition();
        At(definition, pointer).AsObject().Remove(member);

        Read(definition).Should().Equal($"{pointer}/{member} required");
    }

    [Theory]
    [InlineData("/status", "\"sometimes\"", "one-of")]
    [InlineData("/stay/unit", "0", "one-of")]
    [InlineData("/steps/0/onTimeout", "\"0\"", "one-of")]
    [InlineData("/steps/0/on/complete", "\"end:sold\"", "one-of")]
    [InlineData("/evidence/0/test/name", "\"smells-good\"", "one-of")]
    [InlineData("/applyFrom/0", "\"the-moon\"", "one-of")]
    [InlineData("/applicant", "\"anybody\"", "one-of")]
    [InlineData("/stay/max", "\"365\"", "type")]
    [InlineData("/stay/max", "1.5", "type")]
    [InlineData("/stay/max", "99999999999", "type")]
    [InlineData("/validFrom", "\"2026-02-30\"", "type")]
    [InlineData("/combinedTitle", "\"no\"", "type")]
    [InlineData("/title", "7", "type")]
    [InlineData("/title", "null", "null")]
    [InlineData("/steps", "{}", "type")]
    [InlineData("/steps/0", "[]", "type")]
    [InlineData("/steps/0", "null", "type")]
    [InlineData("/legalBasis/0", "null", "null")]
    [InlineData("/steps/0/on", "[]", "type")]
    [InlineData("/audience/0", "\"category\"", "type")]
    [InlineData("/audience/0", "\"renewal:yes\"", "type")]
    [InlineData("/audience/0", "\"citizenship:XYZ\"", "type")]
    [InlineData("/audience/0", "\"wage > 5\"", "type")]
    [InlineData("/audience/0", "\"\"", "type")]
    public void A_value_of_another_type_or_outside_the_vocabulary_is_refused(string pointer, string json, string code) => ReadWith(pointer, json).Should().Equal($"{pointer} {code}");

    [Theory]
    // A circle in the steps.
    [InlineData("/steps/0/after", "[\"decision\"]", "/steps/0/after cycle")]
    [InlineData("/steps/1/after", "[\"tax-check\"]", "/steps/1/after cycle")]
    [InlineData("/steps/1/after", "[\"nowhere\"]", "/steps/1/after/0 unknown")]
    [InlineData("/steps/3/decides", "false", "/steps/3/on/granted effect;/steps/3/on/not-reviewed effect;/steps/3/sla/from step-start;/steps decides")]
    [InlineData("/steps/1/decides", "true", "/steps/1/on/clear effect;/steps/1/on/objection effect;/steps/1/onTimeout decides;/steps decides")]
    [InlineData("/steps/3/after", "[\"tax-check\"]", "/steps/2 not-awaited")]
    [InlineData("/steps/1/code", "\"labour-check\"", "/steps/2/code duplicate;/steps/3/after/0 unknown")]
    [InlineData("/steps/1/authority", "\"XXX\"", "/steps/1/authority unknown;/steps/1/purpose access")]
    [InlineData("/steps/1/authority", "null", "/steps/1/authority actor")]
    [InlineData("/steps/1/purpose", "\"P11\"", "/steps/1/purpose access")]
    [InlineData("/steps/1/purpose", "null", "/steps/1/purpose access")]
    [InlineData("/steps/1/outcomes", "[\"clear\"]", "/steps/1/on/objection unknown")]
    [InlineData("/steps/1/on/clear", "\"end:granted\"", "/steps/1/on/clear effect")]
    [InlineData("/steps/3/on/granted", "\"continue\"", "/steps/3/on/granted effect;/decision/outcomes outcomes")]
    [InlineData("/steps/3/onTimeout", "\"treat-as-no-objection\"", "/steps/3/onTimeout decides")]
    [InlineData("/steps/3/when", "[\"renewal\"]", "/steps/3/decides decides")]
    [InlineData("/steps/0/on/complete", "\"continue\"", "/steps completeness")]
    [InlineData("/steps/0/when", "[\"renewal\"]", "/steps/0 completeness")]
    [InlineData("/steps/0/sla/amount", "0", "/steps/0/sla/amount range")]
    [InlineData("/steps/1/outcomes", "[\"clear\",\"objection\",\"perhaps\"]", "/steps/1/on/perhaps required")]
    [InlineData("/steps/1/outcomes", "[\"clear\",\"objection\",\"clear\"]", "/steps/1/outcomes outcomes")]
    [InlineData("/steps/1/outcomes", "[]", "/steps/1/outcomes outcomes;/steps/1/on/clear unknown;/steps/1/on/objection unknown")]
    [InlineData("/steps/4/on/issued", "\"to-decision\"", "/steps/4/on effect")]
    [InlineData("/steps/4/onTimeout", "\"discontinue\"", "/steps/4/onTimeout effect")]
    // Evidence.
    [InlineData("/evidence/0/sources/0", "\"record:horoscope\"", "/evidence/0/sources/0 unknown")]
    [InlineData("/evidence/0/sources", "[]", "/evidence/0/sources required;/evidence/0/test/name source")]
    [InlineData("/evidence/0/subject", "\"worker\"", "/evidence/0/subject subject")]
    [InlineData("/evidence/0/sources/0", "\"record:language-result\"", "/evidence/0/subject subject")]
    [InlineData("/evidence/1/maxAgeDays", "-1", "/evidence/1/maxAgeDays range")]
    [InlineData("/evidence/1/maxAgeDays", "36501", "/evidence/1/maxAgeDays range")]
    [InlineData("/evidence/2/maxAgeDays", "30", "/evidence/2/maxAgeDays range")]
    [InlineData("/evidence/3/maxAgeDays", "30", "/evidence/3/maxAgeDays range")]
    [InlineData("/evidence/3/sources", "[\"form\",\"record:visa\"]", "/evidence/3/sources/1 order")]
    [InlineData("/evidence/1/type", "\"employer-profile\"", "/evidence/1/type duplicate")]
    [InlineData("/evidence/1/test/limit", "null", "/evidence/1/test/limit parameter")]
    [InlineData("/evidence/1/test", "{\"name\":\"one-of\",\"field\":\"colour\",\"values\":[\"red\"]}", "/evidence/1/test/field unknown")]
    [InlineData("/evidence/4/test", "{\"name\":\"employer-active\"}", "/evidence/4/test/name source")]
    [InlineData("/evidence/0/when", "[\"evidence:horoscope\"]", "/evidence unknown")]
    // Time and place.
    [InlineData("/validFrom", "\"2031-01-01\"", "/validFrom calendar-year")]
    [InlineData("/validFrom", "null", "/validFrom required")]
    [InlineData("/status", "\"draft\"", "/validFrom draft")]
    [InlineData("/validTo", "\"2025-12-31\"", "/validTo order")]
    [InlineData("/calendar", "\"FI\"", "/calendar calendar")]
    [InlineData("/timeZone", "\"Europe/Atlantis\"", "/timeZone time-zone")]
    [InlineData("/jurisdiction", "\"XX\"", "/jurisdiction country")]
    [InlineData("/id", "\"Nice Scheme\"", "/id id")]
    [InlineData("/legalBasis", "[]", "/legalBasis required")]
    // Stay and pay.
    [InlineData("/stay/max", "null", "/stay/max range;/stay/window range")]
    [InlineData("/stay/window", "364", "/stay/window range")]
    [InlineData("/stay/season", "{\"from\":\"02-30\",\"to\":\"12-15\"}", "/stay/season season")]
    [InlineData("/stay/season", "{\"from\":\"12-15\",\"to\":\"01-01\"}", "/stay/season season")]
    [InlineData("/remuneration/amount", "null", "/remuneration/amount required;/remuneration/exceptions/0/amount amount")]
    [InlineData("/remuneration/coefficient", "null", "/remuneration/amount required")]
    [InlineData("/remuneration/coefficient", "0", "/remuneration/amount required")]
    [InlineData("/remuneration/fullTimeHours", "0", "/remuneration/fullTimeHours range")]
    [InlineData("/sectors", "[\"Z\"]", "/sectors/0 nace")]
    [InlineData("/occupations", "[\"9999\"]", "/occupations/0 isco")]
    // Decision.
    [InlineData("/decision/outcomes", "[\"granted\",\"refused\"]", "/decision/outcomes outcomes;/decision/grounds/9/outcome one-of")]
    [InlineData("/decision/extension", "{\"amount\":0,\"unit\":\"calendarDays\",\"reason\":\"A complex case.\"}", "/decision/extension/amount range")]
    [InlineData("/decision/grounds", "[]", "/decision/grounds required;/decision/grounds required")]
    [InlineData("/decision/grounds/0/outcome", "\"granted\"", "/decision/grounds/0/outcome one-of")]
    [InlineData("/decision/grounds/1/code", "\"REF-PAY\"", "/decision/grounds/1/code duplicate")]
    [InlineData("/decision/writtenReasons", "false", "/decision/writtenReasons reasons")]
    [InlineData("/decision/period/amount", "0", "/decision/period/amount range")]
    [InlineData("/decision/euMaximum", "{\"amount\":5,\"unit\":\"workingDays\"}", "/decision/period eu-maximum")]
    // Places, money, duties.
    [InlineData("/quota", "{\"id\":\"q\",\"size\":1,\"reserveAt\":\"nowhere\",\"order\":\"lottery\",\"exempt\":[]}", "/quota/perEmployerMax required")]
    [InlineData("/fees/0/recoverableFromWorker", "true", "/fees/0/recoverableFromWorker recovery")]
    [InlineData("/fees/0/channel", "\"pigeon\"", "/fees/0/channel one-of")]
    [InlineData("/obligations/0/satisfiedBy", "\"horoscope\"", "/obligations/0/satisfiedBy unknown")]
    [InlineData("/obligations/0/to", "\"XXX\"", "/obligations/0/to unknown")]
    [InlineData("/obligations/0/alertRule", "\"RULE-1\"", "/obligations/0/alertRule unknown")]
    [InlineData("/labourMarketTest", "{\"step\":\"nowhere\",\"advertiseDays\":null,\"validity\":null,\"waivedWhen\":[]}", "/labourMarketTest/step unknown")]
    public void A_definition_that_cannot_be_carried_out_is_refused(string pointer, string json, string faults) => ReadWith(pointer, json).Should().BeEquivalentTo(faults.Split(';'));

    [Theory]
    [InlineData("ee-residence-permit-employment", "/quota/id", "\"Q 1\"", "/quota/id id")]
    [InlineData("ee-residence-permit-employment", "/quota/size", "-1", "/quota/size range")]
    [InlineData("ee-residence-permit-employment", "/quota/size", "1000001", "/quota/size range")]
    [InlineData("ee-residence-permit-employment", "/quota/size", "null", "")]
    [InlineData("ee-residence-permit-employment", "/quota/perEmployerMax", "0", "/quota/perEmployerMax range")]
    [InlineData("ee-residence-permit-employment", "/quota/order", "\"lottery\"", "/quota/order one-of")]
    [InlineData("ee-residence-permit-employment", "/quota/reserveAt", "\"decision\"", "/quota/reserveAt unknown")]
    [InlineData("ee-residence-permit-employment", "/quota/reserveAt", "\"nowhere\"", "/quota/reserveAt unknown")]
    [InlineData("ee-residence-permit-employment", "/labourMarketTest/step", "\"decision\"", "/labourMarketTest/step unknown")]
    [InlineData("ee-residence-permit-employment", "/changeEmployer/maxFirstEmploymentMonths", "7", "/changeEmployer/maxFirstEmploymentMonths range")]
    [InlineData("ee-residence-permit-employment", "/fees/0/amount", "{\"amount\":-0.01,\"currency\":\"EUR\"}", "/fees/0/amount/amount range")]
    [InlineData("ee-residence-permit-employment", "/obligations/0/deadline/amount", "-1", "/obligations/0/deadline/amount range")]
    [InlineData("ee-residence-permit-employment", "/obligations/0/deadline/amount", "3661", "/obligations/0/deadline/amount range")]
    [InlineData("ee-residence-permit-employment", "/obligations/1/code", "\"register-address\"", "/obligations/1/code duplicate")]
    [InlineData("ee-residence-permit-employment", "/remuneration/exceptions/0/amount", "{\"amount\":3138.0,\"currency\":\"USD\"}", "/remuneration/exceptions/0/amount amount")]
    [InlineData("ee-residence-permit-employment", "/remuneration/exceptions/0/amount", "{\"amount\":0,\"currency\":\"EUR\"}", "/remuneration/exceptions/0/amount amount")]
    [InlineData("ee-residence-permit-employment", "/remuneration/amount", "{\"amount\":-1,\"currency\":\"EUR\"}", "/remuneration/amount/amount range")]
    [InlineData("ee-residence-permit-employment", "/remuneration/fullTimeHours", "48.5", "/remuneration/fullTimeHours range")]
    [InlineData("ee-residence-permit-employment", "/stay/window", "400", "/stay/window range")]
    [InlineData("ee-residence-permit-employment", "/stay/minimum", "{\"amount\":0,\"unit\":\"months\"}", "/stay/minimum/amount range")]
    [InlineData("ee-residence-permit-employment", "/applyFrom", "[]", "/applyFrom required")]
    [InlineData("ee-residence-permit-employment", "/audience", "[]", "/audience required")]
    [InlineData("ee-residence-permit-employment", "/title", "\"  \"", "/title length")]
    [InlineData("ee-residence-permit-employment", "/jurisdiction", "\"EU\"", "")]
    [InlineData("ee-eu-blue-card", "/stay/shorterContract/months", "0", "/stay/shorterContract/months range")]
    [InlineData("ee-eu-blue-card", "/stay/shorterContract/legalBasis", "\"\"", "/stay/shorterContract/legalBasis length")]
    [InlineData("ee-eu-blue-card", "/stay/unit", "\"monthsPerCalendarYear\"", "/stay/max range;/stay/shorterContract longest-stay")]
    [InlineData("pl-seasonal-work-permit", "/stay/max", "13", "/stay/max range")]
    [InlineData("eu-intra-corporate-transfer", "/stay/coolingOff/amount", "0", "/stay/coolingOff/amount range")]
    [InlineData("ee-short-term-employment", "/stay/window", "3661", "/stay/window range")]
    [InlineData("bla-care-pathway", "/partner/country", "\"XYZ\"", "/partner unknown")]
    [InlineData("bla-care-pathway", "/partner/authority", "\"NOBODY\"", "/partner unknown")]
    [InlineData("bla-care-pathway", "/partner/agreementId", "\"\"", "/partner unknown")]
    [InlineData("bla-care-pathway", "/alertOverrides", "{\"RULE-1\":{}}", "/alertOverrides/RULE-1 unknown")]
    [InlineData("bla-care-pathway", "/costSharing/0/share", "0.01", "/costSharing sum")]
    // No number counts further than a calendar reaches.
    [InlineData("ee-residence-permit-employment", "/stay/max", "9999", "/stay/max range")]
    [InlineData("ee-residence-permit-employment", "/stay/renewalMax", "11", "/stay/renewalMax range")]
    [InlineData("ee-residence-permit-employment", "/stay/renewalMax", "0", "/stay/renewalMax range")]
    [InlineData("eu-intra-corporate-transfer", "/stay/shorter/0/max", "121", "/stay/shorter/0/max range")]
    [InlineData("eu-intra-corporate-transfer", "/stay/coolingOff/amount", "121", "/stay/coolingOff/amount range")]
    [InlineData("ca-seasonal-agricultural-worker", "/stay/minimumWork/withinWeeks", "100000", "/stay/minimumWork/withinWeeks range")]
    [InlineData("ee-eu-blue-card", "/evidence/3/test/days", "2147483647", "/evidence/3/test/days range")]
    [InlineData("ee-eu-blue-card", "/evidence/5/test/months", "121", "/evidence/5/test/months range")]
    [InlineData("ee-eu-blue-card", "/evidence/1/test/limit", "-1", "/evidence/1/test/limit range")]
    [InlineData("ee-eu-blue-card", "/decision/shorter/0/period/amount", "3661", "/decision/shorter/0/period/amount range")]
    [InlineData("ee-eu-blue-card", "/mobility/shortTermWindow", "3661", "/mobility/shortTermWindow range")]
    [InlineData("ee-eu-blue-card", "/changeEmployer/oppositionDays", "2147483647", "/changeEmployer/oppositionDays range")]
    [InlineData("ee-eu-blue-card", "/changeEmployer/firstMonths", "-1", "/changeEmployer/firstMonths range")]
    [InlineData("ee-eu-blue-card", "/unemployment/months", "121", "/unemployment/months range")]
    [InlineData("ee-eu-blue-card", "/unemployment/exploitationExtraMonths", "-1", "/unemployment/exploitationExtraMonths range")]
    [InlineData("ee-eu-blue-card", "/steps/0/sla/amount", "3661", "/steps/0/sla/amount range")]
    [InlineData("ee-residence-permit-employment", "/labourMarketTest/advertiseDays", "-1", "/labourMarketTest/advertiseDays range")]
    [InlineData("ee-residence-permit-employment", "/labourMarketTest/validity/amount", "0", "/labourMarketTest/validity/amount range")]
    [InlineData("ee-residence-permit-employment", "/quota/perEmployerMax", "1000001", "/quota/perEmployerMax range")]
    [InlineData("ee-short-term-employment", "/fees/0/amount/amount", "1000000.01", "/fees/0/amount/amount range")]
    [InlineData("bla-care-pathway", "/outcomePayments/0/afterDays", "3661", "/outcomePayments/0/afterDays range")]
    // An exception with a coefficient has the amount that it makes.
    [InlineData("ee-residence-permit-employment", "/remuneration/exceptions/0/amount", "null", "/remuneration/exceptions/0/amount required")]
    [InlineData("ee-residence-permit-employment", "/remuneration/exceptions/0/coefficient", "1.4", "/remuneration/exceptions/0/amount coefficient")]
    [InlineData("ee-residence-permit-employment", "/remuneration/exceptions/0/amount/amount", "3138.02", "/remuneration/exceptions/0/amount coefficient")]
    [InlineData("ee-residence-permit-employment", "/remuneration/exceptions/0/amount/amount", "3138.01", "")]
    [InlineData("ee-seasonal", "/remuneration/exceptions", "[{\"when\":[\"renewal\"],\"coefficient\":0.5,\"amount\":{\"amount\":443,\"currency\":\"EUR\"}}]", "/remuneration/exceptions/0/coefficient base")]
    // Names end where they end.
    [InlineData("ee-seasonal", "/id", "\"ee-seasonal\\n\"", "/id id")]
    [InlineData("ee-seasonal", "/version", "\"2026-01\\n\"", "/version version")]
    [InlineData("ee-seasonal", "/audience/0", "\"category:a\\n\"", "/audience/0 type")]
    public void What_other_schemes_know_besides_must_be_possible_too(string id, string pointer, string json, string faults) =>
        ReadWith(pointer, json, id).Should().BeEquivalentTo(faults.Split(';', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Nothing_is_transferred_to_a_partner_without_an_agreement()
    {
        var definition = Definition("bla-care-pathway");
        definition.AsObject().Remove("partner");
        var steps = definition["steps"]!.AsArray().Index().Where(step => step.Item!["authority"]?.GetValue<string>() == "PARTNER").Select(step => $"/steps/{step.Index}/authority agreement");

        Read(definition).Should().NotBeEmpty().And.BeEquivalentTo(steps);
    }

    [Fact]
    public void Steps_that_can_be_reached_in_more_ways_than_anybody_can_walk_are_read_at_once_and_there_are_not_too_many()
    {
        Read(Ladder(27)).Should().BeEmpty();
        Read(Ladder(28)).Should().Equal("/steps too-many");
    }

    // After the decision pairs of steps, each after both of the pair before.
    private static JsonNode Ladder(int pairs)
    {
        var definition = Definition();
        var steps = definition["steps"]!.AsArray();
        for (var i = 0; i < pairs; i++)
            foreach (var side in "ab")
            {
                var step = steps[4]!.DeepClone();
                (step["code"], step["after"]) = ($"{side}{i}", i == 0 ? new JsonArray("decision") : new JsonArray($"a{i - 1}", $"b{i - 1}"));
                steps.Add(step);
            }
        return definition;
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var definition = Definition();
        definition["calendar"] = "FI";
        definition["steps"]![1]!["sla"]!["amount"] = 0;
        definition["decision"]!["period"]!["amount"] = -1;
        definition["fees"]![0]!["channel"] = "pigeon";

        Read(definition).Should().BeEquivalentTo("/calendar calendar", "/steps/1/sla/amount range", "/decision/period/amount range", "/fees/0/channel one-of");
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused() => Read("{\"id\":\"other\"," + Definition().ToJsonString()[1..]).Should().Equal("/id duplicate");

    [Theory]
    [InlineData("null", "type")]
    [InlineData("[]", "type")]
    [InlineData("", "json")]
    [InlineData("{", "json")]
    [InlineData("{\"id\":", "json")]
    public void What_is_no_definition_is_refused(string json, string code) => Read(json).Should().Equal($" {code}");

    [Fact]
    public void A_document_without_end_is_refused()
    {
        Read(new string(' ', 1_000_001)).Should().Equal(" length");
        Read(new string('[', 200) + new string(']', 200)).Should().Equal(" json");
    }

    [Fact]
    public void Its_shape_is_published_as_JSON_Schema()
    {
        var schema = SchemeReader.JsonSchema;

        schema["$schema"]!.GetValue<string>().Should().Contain("2020-12");
        schema["properties"]!.AsObject().Select(member => member.Key).Should().Contain(["id", "steps", "decision", "quota"]).And.NotContain(["zone", "workCalendar", "horizon"]);
        schema["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).Should().Contain("steps").And.NotContain("quota");
    }

    internal static JsonNode Definition(string id = SchemeCatalogTests.Id)
    {
        using var stream = typeof(Scheme).Assembly.GetManifestResourceStream($"SingleWindow.Core.Schemes.Data.{id}.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static IEnumerable<string> ReadWith(string pointer, string json, string id = SchemeCatalogTests.Id)
    {
        var definition = Definition(id);
        var (parent, name) = (At(definition, pointer[..pointer.LastIndexOf('/')]), pointer[(pointer.LastIndexOf('/') + 1)..]);
        if (parent is JsonArray list) list[int.Parse(name)] = JsonNode.Parse(json);
        else parent[name] = JsonNode.Parse(json);
        return Read(definition);
    }

    private static JsonNode At(JsonNode root, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) => node is JsonArray array ? array[int.Parse(part)]! : node[part]!);

    private static IEnumerable<string> Read(JsonNode json) => Read(json.ToJsonString());

    private static IEnumerable<string> Read(string json) =>
        SchemeReader.Read(Encoding.UTF8.GetBytes(json), AccessMatrix.Default).Errors.All.Select(error => $"{error.Pointer} {error.Code}");
}
