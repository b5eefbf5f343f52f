using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace SingleWindow.Architecture.Tests;

/// <summary>Rules about types; each names the offenders. <see cref="RulesCanFail"/> shows that each finds one.</summary>
internal static class Rules
{
    /// <summary>What a log message may say in text. Everything else is a number, a time, an enum or an opaque id; so no personal data get in.</summary>
    private static readonly Dictionary<string, string> LoggedTexts = new(StringComparer.Ordinal)
    {
        ["account"] = "an opaque id, never a login or a name",
        ["detail"] = "the id of one exchange, made here",
        ["error"] = "the type of an error of the exchange, from the code",
        ["client"] = "the opaque id of a client that is registered",
        ["consumer"] = "the name of a feed consumer, from the code",
        ["endpoint"] = "the route template, never the path that was called",
        ["kind"] = "the kind of due work, from the code",
        ["method"] = "the HTTP method",
        ["path"] = "a file of the installation",
        ["reason"] = "the network error of a forwarded request: address and cause, not the request",
        ["retentionClass"] = "a retention class, from the code",
        ["role"] = "a role of the host, from the code",
        ["route"] = "the id of a gateway route, from the code",
        ["destination"] = "the address of a server behind the gateway, from the settings",
        ["protocol"] = "HTTP/1.1 or HTTP/2, from the server",
        ["traceId"] = "random",
        ["store"] = "the name of a store, from the code",
        ["subject"] = "an opaque id, the one whose keys were destroyed",
        ["trouble"] = "a host, a port and why it cannot be reached",
        ["work"] = "the key of due work: opaque ids and numbers",
    };

    /// <summary>Scheduling that lets calls overlap or get lost. Whoever needs one adds the type here, with the reason.</summary>
    private static readonly Dictionary<string, string> Overlapping = [];

    private static readonly Type[] OverlappingAttributes =
        [typeof(ReentrantAttribute), typeof(AlwaysInterleaveAttribute), typeof(MayInterleaveAttribute), typeof(Orleans.Concurrency.StatelessWorkerAttribute), typeof(OneWayAttribute)];

    public static IEnumerable<string> OpenClasses(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName!);

    public static IEnumerable<string> WrongGrains(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type))
            .Where(type => !type.IsSealed || type.IsVisible || !type.Name.EndsWith("Grain", StringComparison.Ordinal)).Select(type => type.FullName!);

    public static IEnumerable<string> OverlappingCalls(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods().Cast<MemberInfo>().Append(type).Where(member => OverlappingAttributes.Any(attribute => member.IsDefined(attribute, false))).Select(_ => type.FullName!))
            .Where(type => !Overlapping.ContainsKey(type));

    public static IEnumerable<string> WrongGrainCalls(IEnumerable<Type> types) =>
        types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).SelectMany(type => type.GetMethods())
            .Where(method => !method.ReturnType.IsGenericType || method.ReturnType.GetGenericTypeDefinition() != typeof(Task<>)
                || method.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}");

    public static IEnumerable<string> LoggedTextsNotAllowed(IEnumerable<Type> types) => LogMessages(types)
        .SelectMany(message => message.GetParameters().Where(parameter => !IsHarmless(parameter)).Select(parameter => $"{message.DeclaringType!.FullName}.{message.Name}({parameter.ParameterType.Name} {parameter.Name})"));

    public static IEnumerable<MethodInfo> LogMessages(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(LoggerMessageAttribute), false));

    private static bool IsHarmless(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string)) return LoggedTexts.ContainsKey(parameter.Name!);
        return type.IsPrimitive || type.IsEnum || type == typeof(TimeSpan) || type == typeof(DateTimeOffset)
            || typeof(Exception).IsAssignableFrom(type) || typeof(ILogger).IsAssignableFrom(type)
            || type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(Core.Shared.IEntityId<>));
    }
}
