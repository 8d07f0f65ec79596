#!/usr/bin/env bash
# Checks what a user does on seeing KRN1001: `dotnet format` turns `a[0] = 4;` into `a = a.At[0].Set(4);`, and the project builds.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Outside the repository, so that its Directory.Build.props doesn't apply, but with what a user of the package gets.
cat > "$scratch/Scratch.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <RepositoryRoot>$root/</RepositoryRoot>
    <KernelsFromSource>true</KernelsFromSource>
  </PropertyGroup>
  <Import Project="$root/build/KernelsFromSource.targets" />
</Project>
EOF
cat > "$scratch/Program.cs" <<'EOF'
using Kernels;

NDArray<int> a = [1, 2, 3];
a[0] = 4;
for (var i = 1; i < 3; i++)
    a[i] += 10; // in place, as NumPy has it
NDArray<int> m = [[1, 2], [3, 4]];
m[0][1] = 5;
Console.WriteLine($"{a[0].Item()} {a[1].Item()} {a[2].Item()} {m[0, 1].Item()}");
EOF
cat > "$scratch/Expected.txt" <<'EOF'
using Kernels;

NDArray<int> a = [1, 2, 3];
a = a.At[0].Set(4);
for (var i = 1; i < 3; i++)
    a = a.At[i].Add(10); // in place, as NumPy has it
NDArray<int> m = [[1, 2], [3, 4]];
m = m.At[0, 1].Set(5);
Console.WriteLine($"{a[0].Item()} {a[1].Item()} {a[2].Item()} {m[0, 1].Item()}");
EOF

fail() { echo "format-check: $1" >&2; exit 1; }

cd "$scratch"
dotnet restore --nologo -v q
# The references are built by this, too; dotnet format needs the analyzers' assemblies.
if dotnet build --no-restore --nologo -v q > before.log 2>&1; then fail "the project built before the fix"; fi
grep -q CS0619 before.log || { grep -m 5 error before.log; fail "expected CS0619 before the fix"; }
dotnet format analyzers Scratch.csproj --no-restore --diagnostics KRN1001 --severity error
diff -u Expected.txt Program.cs || fail "the fix did not give the expected text"
dotnet build --no-restore --nologo -v q
output=$(dotnet run --no-build)
[ "$output" = "4 12 13 5" ] || fail "the fixed program printed '$output'"
echo "format-check: passed"
