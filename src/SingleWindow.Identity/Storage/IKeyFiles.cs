namespace SingleWindow.Identity.Storage;

/// <summary>Where the issuer's keys are: files of a folder, or rows of a table that several processes share. A name has at most one <c>/</c>.</summary>
internal interface IKeyFiles
{
    /// <summary>Those of a folder, in order of their names, which begin with it.</summary>
    IReadOnlyList<string> In(string folder);

    bool Exists(string name);

    /// <summary>What is there; when nothing is, makes it. Of two processes that make it at once one wins, and both read that one's.</summary>
    string ReadOrCreate(string name, Func<string> content);

    void Delete(string name);

    /// <summary>Does something while no other process that shares them does so.</summary>
    void Alone(Action work);
}
