using GaOrleans.Engine.Records;
using GaOrleans.TestKit.Contracts;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Embedded.Tests.Records;

/// <summary>The store that other tests stand on keeps the contract, but for outliving the process.</summary>
public sealed class InMemoryRecordStoreTests : RecordContract
{
    protected override IRecordStore Create() => new InMemoryRecordStore();

    protected override IRecordStore Restart(IRecordStore store) => store;
}
