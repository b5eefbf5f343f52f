using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Crash;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>Documents through the door: they alone may be larger than a megabyte, and twenty are the limit for them too.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;
    private readonly HostProcess host = new("--Documents:Scanner=none", "--Schemes:AllowDraft=true");
    private Applicant applicant = null!;
    private string documents = "";

    public async Task InitializeAsync()
    {
        await host.Start();
        applicant = await Applicant.Register(host, "70000349");
        var drafted = await applicant.Draft(new Filing(1, "FU123456"));
        documents = $"api/v1/applications/{drafted.Json.GetProperty("id").GetString()}/documents";
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_document_of_twenty_megabytes_goes_in_and_comes_out_and_one_byte_more_does_not()
    {
        var file = Pdf(20 * Megabyte);
        using var made = await Upload(documents, file);
        made.StatusCode.Should().Be(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        using var read = await host.Client.SendAsync(applicant.Signed(new(HttpMethod.Get, made.Headers.Location)));
        SHA256.HashData(await read.Content.ReadAsByteArrayAsync()).Should().Equal(SHA256.HashData(file));
        read.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");

        await Refused(await Upload(documents, Pdf(20 * Megabyte + 1)), "GWY-00003");
        await Refused(await Upload(documents, Pdf(20 * Megabyte + 1), announced: false), "API-00009");
        using var list = await host.Client.SendAsync(applicant.Signed(new(HttpMethod.Get, documents)));
        (await list.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("api/v1/applications")]
    [InlineData("api/v1/applications/documents")]
    [InlineData("api/v1/applications/x/documents/y")]
    public async Task Beside_it_the_limit_is_a_megabyte(string path) => await Refused(await Upload(path, Pdf(2 * Megabyte)), "GWY-00003");

    private async Task<HttpResponseMessage> Upload(string path, byte[] file, bool announced = true)
    {
        var request = applicant.Signed(new(HttpMethod.Post, $"{path}?type=other") { Content = new ByteArrayContent(file) });
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        request.Headers.Add("Idempotency-Key", $"upload-{file.Length}-{announced}");
        request.Headers.TransferEncodingChunked = !announced;
        request.Headers.ExpectContinue = true;
        return await host.Client.SendAsync(request);
    }

    private static async Task Refused(HttpResponseMessage answer, string code)
    {
        using (answer)
        {
            answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be(code);
        }
    }

    private static byte[] Pdf(int size)
    {
        var file = new byte[size];
        "%PDF-1.7\n"u8.CopyTo(file);
        return file;
    }
}
