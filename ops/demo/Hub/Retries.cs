using System.Net;

namespace SingleWindow.Demo.Hub;

/// <summary>
/// Sends a request until it is known what became of it. Safe, because every changing request carries an <c>Idempotency-Key</c>:
/// the hub answers a repeated one as it answered the first.
/// </summary>
internal static class Retries
{
    private const int Most = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public static async Task<HttpResponseMessage> Send(HttpClient http, Func<HttpRequestMessage> request, CancellationToken ct)
    {
        for (var (attempt, pause) = (1, FirstPause); ; attempt++, pause = Shorter(pause * 2, LongestPause))
        {
            try
            {
                var answer = await http.SendAsync(request(), ct);
                if (attempt == Most || !IsPassing(answer.StatusCode)) return answer;
                var wait = answer.Headers.RetryAfter?.Delta;
                answer.Dispose();
                await Task.Delay(Shorter(wait ?? pause, LongestPause), ct);
            }
            catch (Exception failure) when (attempt < Most && !ct.IsCancellationRequested && failure is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(pause, ct);
            }
        }
    }

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
