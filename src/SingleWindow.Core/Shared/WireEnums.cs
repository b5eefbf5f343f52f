using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Shared;

/// <summary>Writes an enum as <c>ready-for-decision</c>; numbers are not accepted.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class KebabCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) where T : struct, Enum;

/// <summary>Writes an enum as <c>workingDays</c>; numbers are not accepted.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;

/// <summary>Writes an enum by the names that its members carry, such as <c>LO</c>; numbers are not accepted.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class NamedEnum<T>() : JsonStringEnumConverter<T>(null, allowIntegerValues: false) where T : struct, Enum;
