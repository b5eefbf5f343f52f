using SingleWindow.Hub;

namespace SingleWindow.Host.Commands;

/// <summary>Prints who may do what, as the endpoints say it: the table that a test holds against the API description.</summary>
internal static class AccessCommands
{
    public static readonly Command Explain = new(["access", "explain"], "[--as-json]", 0, ["as-json"], async (line, _, settings, _) =>
    {
        var table = await HubApplication.Explain(settings);
        if (line.Has("as-json"))
        {
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(table, Web));
            return 0;
        }
        Console.WriteLine("operation | scope | whose it must be | by mandate");
        Console.WriteLine("---|---|---|---");
        foreach (var one in table) Console.WriteLine($"{one.Method} {one.Path} | {one.Scope?.Replace(" ", " or ", StringComparison.Ordinal) ?? "public"} | {one.Ownership} | {one.Mandate ?? "no"}");
        return 0;
    });

    private static readonly System.Text.Json.JsonSerializerOptions Web = new(System.Text.Json.JsonSerializerDefaults.Web) { WriteIndented = true };
}
