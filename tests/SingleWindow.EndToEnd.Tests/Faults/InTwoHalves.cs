using System.Net;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>A body of which one half is sent, and the other when it is time.</summary>
internal sealed class InTwoHalves(byte[] half, Task time) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(half);
        await stream.FlushAsync();
        await time;
        await stream.WriteAsync(half);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
