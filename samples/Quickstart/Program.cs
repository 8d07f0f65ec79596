// The article "NumPy vs JAX", in C#. Each section prints the code that runs, and its result.
using System.Reflection;
using Kernels;
using Quickstart;
using static Kernels.NDArray;
using static Quickstart.Output;

Section("Creating arrays");
NDArray<int> a = [1, 2, 3];
NDArray<int> m = [[1, 2], [3, 4]];
Show(a);
Show(m);
Show(m.Shape);
Show(Zeros<float>(2, 3));
Show(Arange(0, 10, 2));
Show(Linspace(0f, 1f, 5));
Show(Eye<double>(3));

Section("Indexing: the rules of C#, and views in O(1)");
NDArray<int> table = Arange(12).Reshape(3, 4);
Show(table);
Show(table[1]);
Show(table[1, 2]);
Show(table[.., 0]);
Show(table[1.., ^1]);
Show(table[..2, 1..3]);
Show(table[.., (..).By(2)]);
Show(table[(..).By(-1)]);
Show(a[NewAxis, ..]);
Show(a[.., NewAxis].Shape);

Section("Arrays are immutable");
// a[0] = 4; does not compile: "An NDArray is immutable: write a = a.At[i].Set(value), which gives a new array."
// The IDE's fix (KRN1001) turns it into a = a.At[0].Set(4);
Show(a.At[0].Set(4));
Show(a);
Show(m.At[.., 1].Add(10));

Section("Broadcasting");
Show(m + Create([10, 20]));
Show(m * 2);
Show(a[.., NewAxis] * a);

Section("Selecting and reducing");
NDArray<float> x = [[1.5f, -2f, 0.5f], [-1f, 3f, 2.25f]];
Show(Where(x > 0f, x, 0f));
Show(Sum(x));
Show(Sum(x, axis: 0));
Show(Mean(x, axis: 1, keepDims: true));
Show(ArgMax(x, axis: 1));
Show(Std(x));

Section("[Vmap]: a method of scalars over arrays");
NDArray<int> n = [[10, 20], [30, 40]];
Show(Model.Add(1, 10));
Show(Model.Add(m, n));
Show(Model.Huber(x, delta: 1f));

Section("[Jit]: a method of arrays, fused");
Show(Model.Gelu(x));
Show(Model.Softmax(x, temperature: 0.5f));
Show(Model.Dense(x, Ones<float>(3, 2), Create([0f, -2f])));
var gaussian = Kernel.Jit((NDArray<float> x) => Exp(-x * x));
Show(gaussian(x));

Section("A 1000 x 1000 matrix product");
MatrixProduct.Compare();

Section("Devices");
Devices.Run();

var generated = typeof(Model).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(d => d.Key == "GeneratedCode").Value!;
Console.WriteLine();
Console.WriteLine("Generated code:");
Console.WriteLine(Directory.EnumerateFiles(generated, "*Gelu*.cs", SearchOption.AllDirectories).First());
