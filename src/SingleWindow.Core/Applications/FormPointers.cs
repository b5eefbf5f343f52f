using System.Collections.Frozen;
using System.Text.Json;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>The JSON pointers that exist in a form, such as <c>/employment/wageMonthly</c>.</summary>
internal static class FormPointers
{
    private static readonly FrozenSet<string> All = Below("", typeof(ApplicationForm)).ToFrozenSet();

    /// <summary>True when the form has such a member.</summary>
    public static bool Exists(string pointer) => All.Contains(pointer);

    private static IEnumerable<string> Below(string parent, Type type) => type.GetProperties().SelectMany(member =>
    {
        var pointer = $"{parent}/{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}";
        var isForm = member.PropertyType.Namespace == typeof(ApplicationForm).Namespace || member.PropertyType == typeof(Money);
        return isForm ? Below(pointer, member.PropertyType).Prepend(pointer) : [pointer];
    });
}
