using System.Reflection;

namespace SingleWindow.Architecture.Tests;

/// <summary>What classes, grains and log messages must look like.</summary>
public sealed class TypeTests
{
    // A public type is a promise. The names say which promise: what an endpoint takes or answers, options, or the one way in.
    private static readonly Dictionary<string, string> MayBePublic = new(StringComparer.Ordinal)
    {
        ["HubApplication"] = "the host builds it",
        ["GatewayApplication"] = "the host builds it",
        ["IdentityApplication"] = "the host builds it",
        ["ClientRegistry"] = "the host's command `client create`",
        ["NewClient"] = "argument of ClientRegistry",
        ["RegisteredClient"] = "answer of ClientRegistry",
        ["ClientCredentials"] = "answer of ClientRegistry",
        ["NewApp"] = "argument of ClientRegistry",
        ["AccountRegistry"] = "the host's command `account`",
        ["ActingRole"] = "argument of AccountRegistry",
        ["RegisteredAccount"] = "answer of AccountRegistry",
        ["Scopes"] = "the host's help and checks",
        ["OperationAccess"] = "the host's command `access explain`",
        ["SchemeFolder"] = "the host tells what is wrong with the law before it starts",
        ["StorageSettings"] = "the host tells what is wrong before anything starts",
        ["Page`1"] = "wire: every list",
        ["ProblemDocument"] = "wire: every refusal",
        ["Nothing"] = "wire: an empty body",
        ["NewApplication"] = "wire",
        ["NewParty"] = "wire",
        ["NewRepresentative"] = "wire",
        ["NewUser"] = "wire",
        ["RecordAnswer"] = "wire",
        ["WorkerFile"] = "wire",
        ["MergeCandidate"] = "wire",
    };

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        var types = House.Written(House.All).ToArray();
        types.Should().HaveCountGreaterThan(200);
        Rules.OpenClasses(types).Should().BeEmpty();
    }

    [Fact]
    public void Outside_Core_only_wire_bodies_options_and_the_way_in_are_public() =>
        House.Written(House.Hub, House.Gateway, House.Identity)
            .Where(type => type is { IsVisible: true, IsNested: false } && !MayBePublic.ContainsKey(type.Name) && !IsWire(type) && !type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public void Every_public_type_that_is_allowed_exists() =>
        MayBePublic.Keys.Except(House.Written(House.Hub, House.Gateway, House.Identity).Where(type => type.IsPublic).Select(type => type.Name)).Should().BeEmpty();

    [Fact]
    public void Grains_are_internal_sealed_and_named_so() => Rules.WrongGrains(House.Written(House.All)).Should().BeEmpty();

    [Fact]
    public void There_are_grains() => House.Written(House.Hub).Count(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type)).Should().BeGreaterThanOrEqualTo(6);

    [Fact]
    public void Only_the_hub_has_grains() =>
        House.Written(House.All.Except([House.Hub])).Where(type => typeof(Grain).IsAssignableFrom(type)).Should().BeEmpty();

    [Fact]
    public void No_grain_is_reentrant_and_no_call_interleaves_or_is_one_way() => Rules.OverlappingCalls(House.Written(House.Core, House.Hub)).Should().BeEmpty();

    [Fact]
    public void Grain_calls_answer_a_value_and_end_with_a_cancellation_token() => Rules.WrongGrainCalls(House.Written(House.Core, House.Hub)).Should().BeEmpty();

    [Fact]
    public void Every_grain_contract_is_in_Core() =>
        House.Written(House.All.Except([House.Core])).Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).Should().BeEmpty();

    [Fact]
    public void Log_messages_carry_no_personal_text()
    {
        Rules.LogMessages(House.Written(House.Hub)).Should().NotBeEmpty("the attribute must be visible to this check");
        Rules.LoggedTextsNotAllowed(House.Written(House.All)).Should().BeEmpty();
    }

    [Fact]
    public void Every_log_message_of_the_hub_has_an_id_of_its_own()
    {
        var ids = typeof(Hub.HubApplication).Assembly.GetType("SingleWindow.Hub.EventIds")!.GetFields().ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);
        ids.Values.Should().OnlyHaveUniqueItems();
        Rules.LogMessages(House.Written(House.Hub)).Select(message => message.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>()!.EventId).Should().OnlyHaveUniqueItems().And.BeSubsetOf(ids.Values);
        var runbook = File.ReadAllText(Path.Combine(House.Root, "ops/runbooks/README.md"));
        ids.Where(id => !runbook.Contains($"{id.Value} {id.Key}", StringComparison.Ordinal)).Should().BeEmpty("the runbook explains each of them");
    }

    private static bool IsWire(Type type) =>
        type.GetMethod("<Clone>$") is not null && (type.Name.EndsWith("Body", StringComparison.Ordinal) || type.Name.EndsWith("Row", StringComparison.Ordinal));
}
