namespace GaOrleans.Embedded.Files;

/// <summary>How a file is opened.</summary>
public enum OpenMode
{
    /// <summary>For reading; it exists.</summary>
    Read,

    /// <summary>For reading and writing; it exists.</summary>
    Write,

    /// <summary>For reading and writing; it is new.</summary>
    CreateNew,

    /// <summary>For reading and writing; it is created, or emptied when it exists.</summary>
    CreateOrReplace,
}
