using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Applications;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Documents;

/// <summary>Documents of an application: uploaded, listed, read and taken back by the applicant, read by an authority under its task.</summary>
internal static partial class DocumentEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/api/v1/applications/{id}/documents").WithTags("Documents").Only(Access.EmployerOrWorker, ApplicationEndpoints.Ownership);
        mine.MapPost("", Upload).Uploads<DocumentView>("uploadDocument", "Upload a document: the body is the file, its name may stand in Content-Disposition",
            new(MediaTypes.All, IsAnswer: false, "type", "The evidence type of the scheme that the document is to prove, or other.", IsNamed: true)).ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown).Seldom("uploads", 10);
        mine.MapGet("", List).Reads<DocumentList>("listDocuments", "List the documents of an application, without their content; of what the other side uploaded and is not about you, only type and status, and its size where you are the employer").ForOthers(MandateActs.ReadApplications, ApplicationProblems.Unknown);
        mine.MapGet("{docId}", Read).Downloads("readDocument", "Read the content of a document that your side uploaded or that is about you, once it has been scanned", MediaTypes.All).ForOthers(MandateActs.ReadApplications, ApplicationProblems.Unknown);
        mine.MapDelete("{docId}", Delete).Ends<DocumentView>("deleteDocument", "Take a document back, while the application is a draft or information is asked for").ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        routes.MapGet("/api/v1/tasks/{id}/documents/{docId}", ReadForTask).WithTags("Documents")
            .Only("authority", "the task's authority is the caller's party, the token holds the step's purpose, and the access matrix grants the whole application")
            .Downloads("readTaskDocument", "Read the content of a document for a task; the read is logged before the first byte leaves", MediaTypes.All);
    }

    private static Task<IResult> Upload(string id, string? type, Api api, DocumentUploads uploads, HttpRequest request, CancellationToken ct) => With(id, app => api.Streamed(async context =>
        type is null || !Type().IsMatch(type)
            ? CommandProblems.BadQuery.Because("type: an evidence type of the scheme, or other.").Result()
            : api.Created(await uploads.Take(app, type, request, context, ct), document => $"/api/v1/applications/{app}/documents/{document.Id}")));

    private static Task<IResult> List(string id, Api api, CancellationToken ct) =>
        With(id, async app => Api.Ok(await Grain(api, app).Documents(api.Caller.Actor, ct)));

    private static Task<IResult> Read(string id, string docId, Api api, DocumentContents contents, CancellationToken ct) => With(id, async app =>
    {
        if (!EntityId.TryParse<DocumentId>(docId, out var document)) document = default;
        var read = await Grain(api, app).ReadDocument(document, api.Caller.Actor, ct);
        return read.Value is { } found ? await Content(found, contents, ct) : read.Problem!.Result();
    });

    private static Task<IResult> Delete(string id, string docId, Api api, CancellationToken ct) => With(id, async app =>
        EntityId.TryParse<DocumentId>(docId, out var document)
            ? await api.Delete(async context => api.Ok(await Grain(api, app).HandleDocument(new ApplicationCommand.OfDocument.Delete(document), context, ct)))
            : DocumentProblems.Unknown.Result());

    private static async Task<IResult> ReadForTask(string id, string docId, Api api, DocumentContents contents, CancellationToken ct)
    {
        if (!TaskId.TryParse(id, out var task)) return ApplicationProblems.UnknownTask.Result();
        if (!EntityId.TryParse<DocumentId>(docId, out var document)) document = default;
        var read = await Grain(api, task.Application).ReadTaskDocument(task.Number, document, api.Reading(), api.Caller.Purposes, ct);
        return read.Value is { } found ? await Content(found, contents, ct) : read.Problem!.Result();
    }

    private static async Task<IResult> Content(DocumentView document, DocumentContents contents, CancellationToken ct) =>
        await contents.Open(document.Id, document.Size!.Value, ct) is { } content ? new DocumentResult(document, content) : DocumentProblems.Gone.Result();

    private static Task<IResult> With(string id, Func<ApplicationId, Task<IResult>> run) =>
        EntityId.TryParse<ApplicationId>(id, out var app) ? run(app) : Task.FromResult(ApplicationProblems.Unknown.Result());

    private static IApplicationGrain Grain(Api api, ApplicationId id) => api.Grains.GetGrain<IApplicationGrain>(id.ToString());

    [GeneratedRegex(@"^[a-z0-9-]{1,100}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Type();
}
