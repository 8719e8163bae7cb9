using GaOrleans.Cluster.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace GaOrleans.Cluster.Tests.Storage;

/// <summary>A folder with storages on it, each as another process would open it.</summary>
public sealed class StorageFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly List<SqliteGrainStorage> _opened = [];

    /// <summary>The data folder, gone when the test is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("ga-test-").FullName;

    /// <summary>The file.</summary>
    public string File => Path.Combine(Folder, SqliteGrainStorage.FileName);

    /// <summary>Opens the storage.</summary>
    public SqliteGrainStorage Open(int busySeconds = SqliteGrainStorage.DefaultBusySeconds)
    {
        var storage = new SqliteGrainStorage(Folder, _services.GetRequiredService<Serializer>(), _services.GetRequiredService<IActivatorProvider>(), busySeconds);
        _opened.Add(storage);
        return storage;
    }

    public void Dispose()
    {
        foreach (SqliteGrainStorage storage in _opened) storage.Dispose();
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
