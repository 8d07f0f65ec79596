// Eager operators on GPU arrays run kernels of one op, from the same table as everything else.
[assembly: Kernels.CompilerServices.EmitOps]
