using System.Net.Sockets;
using System.Text;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Connections that break.</summary>
[Collection(SharedHub.Name)]
public sealed class CutConnectionTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_a_body_does_nothing(bool chunked)
    {
        var employer = await country.Employer();
        var body = Body("half");

        var wrote = await hub.Writes(async () =>
        {
            for (var cut = 0; cut < body.Length; cut += body.Length / 7)
            {
                var (length, part) = chunked
                    ? ("Transfer-Encoding: chunked", $"{cut:x}\r\n{body[..cut]}\r\n")
                    : ($"Content-Length: {Encoding.UTF8.GetByteCount(body)}", body[..cut]);
                await Send(employer, Party.NewKey(), length, cut == 0 && chunked ? "" : part, reset: cut % 2 == 0);
            }
            // The hub has read all of it once it has answered what came after.
            (await employer.All("/api/v1/applications")).Should().BeEmpty();
        });

        wrote.Should().BeFalse();
        (await country.Draft(employer)).Should().StartWith("app_", "the hub goes on");
    }

    [Fact]
    public async Task Who_goes_away_before_the_answer_learns_it_with_the_same_key()
    {
        var employer = await country.Employer();
        var references = Enumerable.Range(0, 12).Select(number => $"gone-{number}").ToArray();
        foreach (var (reference, number) in references.Select((reference, number) => (reference, number)))
        {
            var (body, key) = (Body(reference), Party.NewKey());
            await Send(employer, key, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", body, reset: number % 2 == 0);

            Answer again = null!;
            await Eventually.Holds(
                async () => (again = await employer.Post("/api/v1/applications", Encoding.UTF8.GetBytes(body), key)).Status is not (409 or 503), "there is an answer");

            again.Is(201).Json["reference"]!.ToString().Should().Be(reference);
        }

        await hub.Hub.Settled();
        (await employer.All("/api/v1/applications")).Select(row => row["reference"]!.ToString()).Should().BeEquivalentTo(references, "each was made exactly once");
    }

    private string Body(string reference) => Forms.Draft(Forms.Complete(hub.Today).With("/reference", reference)).ToJsonString();

    private async Task Send(Party employer, string key, string length, string body, bool reset)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(hub.Hub.Address.Host, hub.Hub.Address.Port);
        var head = $"POST /api/v1/applications HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {employer.Token}\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\n{length}\r\n\r\n";
        await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + body));
        if (reset) connection.LingerState = new LingerOption(true, 0);
    }
}
