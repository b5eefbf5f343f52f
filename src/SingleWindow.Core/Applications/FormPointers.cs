using System.Collections;
using System.Collections.Frozen;
using System.Text.Json;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>The JSON pointers that exist in a form, such as <c>/employment/wageMonthly</c>.</summary>
internal static class FormPointers
{
    private static readonly FrozenDictionary<string, Func<object, object?>> All = Below("", typeof(ApplicationForm), form => form).ToFrozenDictionary();

    /// <summary>True when the form has such a member.</summary>
    public static bool Exists(string pointer) => All.ContainsKey(pointer);

    /// <summary>True when this form says something there; an empty list says nothing.</summary>
    public static bool Says(ApplicationForm form, string pointer) => All[pointer](form) is { } value and not ICollection { Count: 0 };

    private static IEnumerable<KeyValuePair<string, Func<object, object?>>> Below(string parent, Type type, Func<object, object?> read) => type.GetProperties().SelectMany(member =>
    {
        var pointer = $"{parent}/{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}";
        KeyValuePair<string, Func<object, object?>> here = new(pointer, form => read(form) is { } owner ? member.GetValue(owner) : null);
        var isForm = member.PropertyType.Namespace == typeof(ApplicationForm).Namespace || member.PropertyType == typeof(Money);
        return isForm ? Below(pointer, member.PropertyType, here.Value).Prepend(here) : [here];
    });
}
