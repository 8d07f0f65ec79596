namespace Kernels.Generator;

/// <summary>The calls of kernels in one file.</summary>
internal sealed record FileCalls(string Path, string HintName, EquatableArray<CallGroup> Groups, EquatableArray<MissedCall> Missed);

/// <summary>The calls of one kernel in a file.</summary>
/// <param name="Kernel">What is called.</param>
/// <param name="Signature">How it is intercepted.</param>
/// <param name="Locations">Where it is called, in order.</param>
internal sealed record CallGroup(CalledKernel Kernel, InterceptorSignature Signature, EquatableArray<CallLocation> Locations);

/// <summary>A kernel that is called.</summary>
/// <param name="MethodId">The documentation comment id of its definition.</param>
/// <param name="Name">Its name, for messages: <c>Model.Gelu</c>.</param>
/// <param name="LibraryCompanion">The name of the companion that a library ships; null for a kernel of this project.</param>
internal sealed record CalledKernel(string MethodId, string Name, string? LibraryCompanion);

/// <summary>An interceptable call.</summary>
/// <param name="Version">The version of the location's encoding.</param>
/// <param name="Data">The encoded location.</param>
/// <param name="Display">For people: <c>Model.cs(12,5)</c>.</param>
internal sealed record CallLocation(int Version, string Data, string Display);

/// <summary>A call of a kernel that stays with the original body.</summary>
internal sealed record MissedCall(CalledKernel Kernel, LocationInfo Location, string Reason);
