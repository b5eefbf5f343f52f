using System.Text.RegularExpressions;
using SingleWindow.Core.Exchange;

namespace SingleWindow.Core.Tests.Exchange;

public class EndpointPatternTests
{
    [Theory]
    [InlineData("GET", "/v1/permits/*", "GET", "/v1/permits/7", true)]
    [InlineData("GET", "/v1/permits/*", "POST", "/v1/permits/7", false)]
    [InlineData("GET", "/v1/permits/*", "get", "/v1/permits/7", false)]
    [InlineData("GET", "/v1/permits/*", "GET", "/v1/permits/7/notes", false)]
    [InlineData("GET", "/v1/permits/*", "GET", "/v1/permits", false)]
    [InlineData("GET", "/v1/permits/*", "GET", "/v1/permits/", true)]
    [InlineData("GET", "/v1/permits/*", "GET", "/V1/permits/7", false)]
    [InlineData("*", "/**", "PUT", "", true)]
    [InlineData("*", "/**", "PUT", "/a/b/c", true)]
    [InlineData("*", "/a/**/z", "GET", "/a/z", true)]
    [InlineData("*", "/a/**/z", "GET", "/a/b/c/z", true)]
    [InlineData("*", "/a/**/z", "GET", "/a/b/c", false)]
    [InlineData("*", "/a*c", "GET", "/abc", true)]
    [InlineData("*", "/a*c", "GET", "/ab/c", false)]
    [InlineData("*", "/", "GET", "", true)]
    public void A_right_allows_a_method_and_a_path(string method, string pattern, string asked, string path, bool allowed) => new EndpointPattern(method, pattern).Allows(asked, path).Should().Be(allowed);

    [Theory]
    [InlineData("GET", "/a", true)]
    [InlineData("*", "/**", true)]
    [InlineData("HEAD", "/a", true)]
    [InlineData("POST", "/a", true)]
    [InlineData("PUT", "/a", true)]
    [InlineData("PATCH", "/a", true)]
    [InlineData("DELETE", "/a", true)]
    [InlineData("OPTIONS", "/a", true)]
    [InlineData("TRACE", "/a", true)]
    [InlineData("BREW", "/a", false)]
    [InlineData("GETS", "/a", false)]
    [InlineData("PURGE", "/a", false)]
    [InlineData("get", "/a", false)]
    [InlineData("CONNECT", "/a", false)]
    [InlineData("GET", "", false)]
    [InlineData("GET", "a", false)]
    [InlineData("GET", "/a**", false)]
    public void Some_are_none(string method, string path, bool isOne) => new EndpointPattern(method, path).IsWellFormed().Should().Be(isOne);

    [Fact]
    public void It_is_what_a_regular_expression_says() => Gen.Select(Of("ab*", "**"), Of("ab", "")).Sample((pattern, path) =>
    {
        var segments = pattern.Split('/')[1..].Select(segment => segment == "**" ? "(?:/[^/]*)*" : "/" + Regex.Escape(segment).Replace("\\*", "[^/]*", StringComparison.Ordinal));
        new EndpointPattern("*", pattern).Allows("GET", path).Should().Be(Regex.IsMatch(path, $"^{string.Concat(segments)}$"), "{0} and {1}", pattern, path);
    });

    [Fact]
    public void A_path_has_its_length() => new[] { 999, 1000 }.Select(length => new EndpointPattern("GET", "/" + new string('a', length)).IsWellFormed()).Should().Equal(true, false);

    [Fact]
    public void Many_stars_take_no_time() =>
        new EndpointPattern("*", string.Concat(Enumerable.Repeat("/**/*a*a*a", 60)) + "/z").Allows("GET", string.Concat(Enumerable.Repeat("/aaaaaaaaaaaaaaaaaaaa", 300))).Should().BeFalse();

    private static Gen<string> Of(string letters, string whole) =>
        Gen.Frequency((4, Gen.String[Gen.Char[letters], 0, 3].Where(segment => !segment.Contains("**"))), (1, Gen.Const(whole))).Array[1, 5].Select(segments => "/" + string.Join('/', segments));
}
