namespace GaOrleans.Embedded.Files;

/// <summary>
/// The only way to files of the log and the archive, so that the simulator can crash between any two steps.
/// Whatever is created, renamed or deleted outlasts a crash only after <see cref="SyncDirectory"/> of its directory;
/// whatever is written only after <see cref="IFile.SyncData"/>. Every fault is an <see cref="IOException"/> that says what could not be done and what to do.
/// Safe for concurrent use; one path is used by one caller at a time.
/// </summary>
public interface IFileSystem
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">It does not exist and <paramref name="mode"/> does not create it.</exception>
    /// <exception cref="IOException">It cannot be opened, or exists already and <paramref name="mode"/> is <see cref="OpenMode.CreateNew"/>.</exception>
    IFile Open(string path, OpenMode mode);

    /// <summary>Whether a file exists.</summary>
    bool Exists(string path);

    /// <summary>Names, without their directory, of the files in a directory, in ordinal order; empty when there is no such directory.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>Names, without their directory, of the directories in a directory, in ordinal order; empty when there is no such directory.</summary>
    IReadOnlyList<string> ListFolders(string directory);

    /// <summary>Creates a directory and its parents where they are missing, and makes them outlast a crash.</summary>
    void CreateDirectory(string path);

    /// <summary>Gives a file another name in one step, replacing a file of that name.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; none of that name is no fault.</summary>
    void Delete(string path);

    /// <summary>Makes what was created, renamed and deleted directly in a directory outlast a crash.</summary>
    void SyncDirectory(string path);

    /// <summary>Takes a lock that no other process can take until it is disposed or this process ends.</summary>
    /// <exception cref="IOException">Another process holds it.</exception>
    IDisposable Lock(string path);
}
