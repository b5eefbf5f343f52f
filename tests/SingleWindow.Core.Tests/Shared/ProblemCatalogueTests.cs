using System.Reflection;

namespace SingleWindow.Core.Tests.Shared;

public sealed class ProblemCatalogueTests
{
    private static readonly (string Where, Problem Problem)[] All =
    [
        .. from type in typeof(Problem).Assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where field.FieldType == typeof(Problem)
           select ($"{type.Name}.{field.Name}", (Problem)field.GetValue(null)!),
    ];

    [Fact]
    public void Every_refusal_has_a_code_of_its_own()
    {
        All.Should().HaveCountGreaterThan(30);
        All.Select(one => one.Problem.Code).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Every_code_is_three_letters_and_five_digits() =>
        All.Should().OnlyContain(one => System.Text.RegularExpressions.Regex.IsMatch(one.Problem.Code, @"^[A-Z]{3}-\d{5}$"));

    [Fact]
    public void Every_status_is_one_that_clients_are_told_about() =>
        All.Should().OnlyContain(one => new[] { 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503 }.Contains(one.Problem.Status));

    [Fact]
    public void Every_refusal_says_what_is_wrong_and_nothing_particular() =>
        All.Should().OnlyContain(one => one.Problem.Title.Length > 10 && one.Problem.Detail == null && one.Problem.Errors.Count == 0);

    [Fact]
    public void A_code_that_was_given_out_keeps_its_meaning_for_ever() =>
        Golden.Read("problems.txt").TrimEnd().Split('\n')
            .Should().BeSubsetOf(All.Select(one => $"{one.Problem.Code} {one.Problem.Status} {one.Problem.Title}"));
}
