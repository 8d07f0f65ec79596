#!/usr/bin/env bash
# Packs Kernels, installs it into a new project from a local folder, and checks that kernels are compiled and calls intercepted there.
# KERNELS_PACKAGE_VERSION names the version; by default one that no package cache knows yet.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "package-check: $1" >&2; exit 1; }
version=${KERNELS_PACKAGE_VERSION:-0.1.0-check.$(date +%s)}

dotnet pack "$root/runtime/Kernels/Kernels.csproj" -c Release --nologo -v q -p:Version="$version" -o "$scratch/packages"
python3 - "$scratch/packages/Kernels.$version.nupkg" <<'EOF'
import sys, zipfile
have = set(zipfile.ZipFile(sys.argv[1]).namelist())
need = ["lib/net10.0/Kernels.dll", "lib/net10.0/Kernels.xml", "analyzers/dotnet/cs/Kernels.Generator.dll", "analyzers/dotnet/cs/Kernels.Analyzers.dll",
        "analyzers/dotnet/cs/Kernels.CodeFixes.dll", "buildTransitive/Kernels.props", "buildTransitive/Kernels.targets"]
missing = [n for n in need if n not in have]
sys.exit(f"package-check: the package lacks {missing}" if missing else 0)
EOF

mkdir "$scratch/app"
cd "$scratch/app"
cat > nuget.config <<EOF
<configuration>
  <packageSources><clear /><add key="local" value="$scratch/packages" /></packageSources>
</configuration>
EOF
cat > App.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <KernelsStrict>true</KernelsStrict>
    <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
    <CompilerGeneratedFilesOutputPath>generated</CompilerGeneratedFilesOutputPath>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Kernels" Version="$version" />
    <Compile Remove="generated/**" />
  </ItemGroup>
</Project>
EOF
cat > Program.cs <<'EOF'
using Kernels;

NDArray<float> x = [1f, 2f, 3f];
Console.WriteLine(Model.Twice(x));
var square = Kernel.Jit((NDArray<float> v) => v * v);
Console.WriteLine(square(x));
EOF
cat > Model.cs <<'EOF'
using Kernels;

static partial class Model
{
    [Jit] public static NDArray<float> Twice(NDArray<float> x) => x + x;
}
EOF
dotnet build -c Release --nologo -v q
output=$(dotnet run -c Release --no-build)
[ "$output" = $'[2. 4. 6.]\n[1. 4. 9.]' ] || fail "the program printed '$output'"
grep -rq 'TwiceJit(x)' generated || fail "the call of Twice is not intercepted"
grep -rq 'InterceptsLocation' generated/Kernels.Generator/*/Program.KernelCalls.g.cs || fail "the call of Kernel.Jit is not intercepted"

if dotnet build -c Release --nologo -v q -p:LangVersion=13 > old.log 2>&1; then fail "it builds as C# 13"; fi
grep -q 'KRN0002' old.log || fail "C# 13 is not told that Kernels needs C# 14"
echo "package-check: passed"
