using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>Several hubs behind the door: which are asked, and what happens when one is gone.</summary>
public sealed class BalancingTests : IAsyncLifetime
{
    private Backend one = null!, two = null!;

    public async Task InitializeAsync() => (one, two) = (await Backend.Start("one"), await Backend.Start("two"));

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
    }

    [Fact]
    public async Task When_a_hub_dies_no_request_that_could_be_asked_again_fails()
    {
        await using var host = new HostProcess($"--Gateway:Hubs:0={one.Url}", $"--Gateway:Hubs:1={two.Url}");
        await host.Start();
        var asked = Enumerable.Range(0, 40).Select(_ => host.Client.GetStringAsync("api/v1/x"));
        (await Task.WhenAll(asked)).Distinct().Should().BeEquivalentTo("one", "two");
        await one.DisposeAsync();
        // At once, before any probe has noticed; a body that could not be sent has done nothing either.
        for (var number = 0; number < 20; number++)
        {
            (await host.Client.GetStringAsync("api/v1/x")).Should().Be("two");
            using var posted = await host.Client.PostAsync("api/v1/x", new StringContent("{}"));
            (await posted.Content.ReadAsStringAsync()).Should().Be("two");
        }
    }

    [Fact]
    public async Task A_machine_that_does_not_even_refuse_is_passed_by()
    {
        // A queue of connections that is full: whoever comes then hears nothing, as of a machine without power.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        var waiting = new List<Socket>();
        try
        {
            for (var heard = true; heard;)
            {
                waiting.Add(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
                heard = await waiting[^1].ConnectAsync(deaf.LocalEndPoint!, patience.Token).AsTask().ContinueWith(static connect => connect.IsCompletedSuccessfully, TaskScheduler.Default);
            }
            await using var host = new HostProcess($"--Gateway:Hubs:0=http://{deaf.LocalEndPoint}", $"--Gateway:Hubs:1={two.Url}");
            await host.Start();
            for (var number = 0; number < 4; number++)
            {
                using var posted = await host.Client.PostAsync("api/v1/x", new StringContent("{}"));
                (await posted.Content.ReadAsStringAsync()).Should().Be("two");
            }
            two.Reached.Should().HaveCount(4);
        }
        finally
        {
            waiting.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task What_may_have_been_done_is_not_sent_twice()
    {
        await using var dying = await Backend.Start("dying", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var host = new HostProcess($"--Gateway:Hubs:0={dying.Url}");
        await host.Start();
        await using var both = new HostProcess($"--Gateway:Hubs:0={dying.Url}", $"--Gateway:Hubs:1={two.Url}");
        await both.Start();
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 6; number++)
        {
            using var posted = await both.Client.PostAsync("api/v1/x", new StringContent("{}"));
            statuses.Add(posted.StatusCode);
        }
        statuses.Should().Contain(HttpStatusCode.BadGateway);
        (dying.Reached.Count + two.Reached.Count).Should().Be(statuses.Count, "each was sent once");
        // Alone, it is asked once for a reading too: there is nobody else to ask.
        var before = dying.Reached.Count;
        using var read = await host.Client.GetAsync("api/v1/x");
        read.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (dying.Reached.Count - before).Should().Be(1);
    }

    [Fact]
    public async Task Hubs_come_and_go_in_a_file_while_the_door_stands()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, $"# of today\n{one.Url}\n");
        await using var host = new HostProcess($"--Gateway:HubsFile={file}", "--roles=gateway,hub,identity");
        host.Add($"--Gateway:Silos:0={host.SiloGateway}");
        await host.Start();
        (await host.Client.GetStringAsync("api/v1/x")).Should().Be("one");
        await File.WriteAllTextAsync(file, "not a hub");
        await File.WriteAllTextAsync(file, $"{two.Url}\n");
        await Eventually.Get(() => host.Client.GetStringAsync("api/v1/x"), answer => answer == "two", "the other hub is asked");
        File.Delete(file);
        await Eventually.Get(() => Task.FromResult(host.Output), output => output.Contains("The list of hubs is not followed", StringComparison.Ordinal), "somebody is told that the file is gone");
        (await host.Client.GetStringAsync("api/v1/x")).Should().Be("two");
    }

    [Fact]
    public async Task A_hub_that_says_nothing_is_not_waited_for_any_longer()
    {
        var never = new TaskCompletionSource();
        await using var silent = await Backend.Start("silent", _ => never.Task);
        await using var host = new HostProcess($"--Gateway:Hubs:0={silent.Url}", "--Gateway:TimeoutSeconds=1", "--Gateway:SilenceSeconds=2");
        await host.Start();
        foreach (var path in (string[])["docs/x", "api/v1/x"])
        {
            using var answer = await host.Client.GetAsync(path);
            answer.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout, "{0} is not answered", path);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be("GWY-00006");
        }
        never.SetResult();
    }
}
