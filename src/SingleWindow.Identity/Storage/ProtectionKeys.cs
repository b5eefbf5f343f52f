using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SingleWindow.Identity.Storage;

/// <summary>The data-protection ring beside the issuer's other keys: what one process has sealed, cookies and form tokens, another opens.</summary>
internal sealed class ProtectionKeys(IKeyFiles keys) : IXmlRepository
{
    private const string Folder = "data-protection";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.In(Folder).Select(name => XElement.Parse(keys.ReadOrCreate(name, () => throw new IOException($"'{name}' was taken away while it was read"))))];

    public void StoreElement(XElement element, string friendlyName) => keys.ReadOrCreate($"{Folder}/{friendlyName}.xml", () => element.ToString(SaveOptions.DisableFormatting));
}
