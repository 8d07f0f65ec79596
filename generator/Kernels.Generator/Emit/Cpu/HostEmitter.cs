using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints the body of a host method: shape checks, loops over the runtime's drivers, scalar C#, control flow.</summary>
internal sealed partial class HostEmitter(SourceWriter writer, Names names, IReadOnlyDictionary<Value, string> constants, string classPrefix)
{
    // Host methods stand in the user's namespace and type, whose own names must not get in the way.
    private const string Services = "global::Kernels.CompilerServices.";

    private readonly Dictionary<int, string> _guards = [];
    private readonly Dictionary<Node, string> _joined = [];

    /// <summary>The class that holds the kernel of a loop.</summary>
    public static string ClassName(string prefix, LoopStep step) => $"{prefix}_{Text(step.Index)}";

    /// <summary>The class that holds the kernel of a row nest.</summary>
    public static string ClassName(string prefix, RowBody body) => $"{prefix}_Rows{Text(body.Index)}";

    // The chain of the region that is being printed.
    private string? _chain;

    // The one result of a method that gave it no name.
    private Value? _result;

    /// <summary>Prints a method's steps and what it returns: a text with <c>$k</c> for result k.</summary>
    public void Method(Plan plan, string returned)
    {
        if (plan.Body.Yields.Length == 1) _result = plan.Body.Yields[0];
        Take(plan.Donations);
        if (!Steps(plan.Body)) return;
        var values = End(plan);
        var results = plan.Body.Yields.Select(v => values[v]).ToList();
        for (var k = results.Count - 1; k >= 0; k--) returned = returned.Replace("$" + Text(k), results[k]);
        writer.Line($"return {returned};");
    }

    // All are compared with each other as the caller gave them.
    private void Take(ImmutableArray<Donation> donations)
    {
        var taken = donations.Select(d => (d.Parameter, Name: names.Fresh($"{d.Parameter.Name}Taken"))).ToList();
        foreach (var (donation, name) in donations.Zip(taken, (d, t) => (d, t.Name)))
            writer.Line($"var {name} = {Services}Donations.Take({string.Join(", ", donation.Others.Select(Use).Prepend(Use(donation.Parameter)))});");
        foreach (var (parameter, name) in taken) names.Alias(parameter, name);
    }

    // What a result is kept from is still there: it is deleted when all are.
    private Dictionary<Value, string> End(Plan plan)
    {
        var results = plan.Body.Yields.Distinct().ToDictionary(v => v, Use);
        foreach (var donation in plan.Donations)
        {
            foreach (var result in donation.Passed)
            {
                var kept = names.Fresh($"{result.Name ?? "result"}Kept");
                writer.Line($"var {kept} = {Services}Donations.Keep({results[result]}, {Use(donation.Parameter)});");
                results[result] = kept;
            }
        }

        foreach (var donation in plan.Donations)
            writer.Line($"{Services}Donations.End({string.Join(", ", donation.Results.Select(r => results[r]).Prepend(Use(donation.Parameter)))});");
        return results;
    }

    // Whether control comes to their end.
    private bool Steps(PlanBlock block)
    {
        foreach (var step in block.Steps)
        {
            switch (step)
            {
                case JoinStep join:
                    // The arrays come first.
                    string[] given = [.. join.Shapes.Select(Shape), .. join.Node.Operands.Skip(join.Shapes.Length).Select(Use)];
                    _joined[join.Node] = names.Fresh("joined");
                    writer.Line($"var {_joined[join.Node]} = {((HostOp)join.Node.Op).CallJoined(join.Node, given)};");
                    break;
                case HostStep { Node: { Op: Throw raising } node }:
                    writer.Line($"{raising.Call(node, [.. node.Operands.Select(Use)])};");
                    if (node.Attributes.Flag("always")) return false;
                    break;
                case HostStep { Joined.IsEmpty: false } host:
                    Finish(host);
                    break;
                case HostStep { ByElement: true, Node.Op: At or Elements } element:
                    Update(element.Node);
                    break;
                case HostStep host:
                    var expression = Expression.Tidy(HostExpression(host));
                    writer.Line($"var {Declare(host.Node.Result)} = {expression};");
                    break;
                case GuardStep guard:
                    writer.Line($"var {GuardName(guard.Id)} = {Services}ShapeGuard.Broadcast({Shape(guard.Left)}, {Shape(guard.Right)}, {Literals.Quote(guard.Source.Text)}, {Literals.Quote(guard.Source.Location)});");
                    break;
                case ReleaseStep release:
                    writer.Line($"{(release.IsChained ? _chain : $"{Services}Temporaries")}.Release({Use(release.Array)}{(release.Unless is { } other ? $", unless: {Use(other)}" : "")});");
                    break;
                case LoopStep loop:
                    Loop(loop);
                    break;
                case RowStep rows:
                    Rows(rows);
                    break;
                case RegionStep region:
                    Region(region);
                    break;
            }
        }

        return true;
    }

    // What no loop wrote is copied.
    private void Finish(HostStep host)
    {
        var operands = host.Node.Operands.Where(o => o.IsArray).ToList();
        for (var k = 0; k < operands.Count; k++)
            if (!host.Joined.Contains(operands[k])) writer.Line($"{_joined[host.Node]}.Set({Text(k)}, {Use(operands[k])});");
        writer.Line($"var {Declare(host.Node.Result)} = {_joined[host.Node]}.ToArray();");
    }

    /// <summary>A value in host code: a local, a parameter or a literal.</summary>
    private string Use(Value value) => constants.TryGetValue(value, out var constant) ? Literals.Of(value.DType, constant) : names[value];

    private string Declare(Value value)
    {
        if (!ReferenceEquals(value, _result) || value.Name is not null) return names.Declare(value, value.IsArray ? "a" : "t");
        var result = names.Fresh("result");
        names.Alias(value, result);
        return result;
    }

    private string HostExpression(HostStep step)
    {
        var node = step.Node;
        string[] operands = [.. node.Operands.Select(Use)];
        return step.Product == ProductKind.Feeds ? MatMul.Start(operands)
            : step.IsInPieces ? ((HostOp)node.Op).CallInPieces(node, operands)
            : step.IsChained ? At.CallChained(node, operands, _chain!)
            : step is { ByElement: true, Node.Op: Element } ? Element.CallByElement(node, operands)
            : step.InPlace ? ((HostOp)node.Op).CallInPlace(node, operands)
            : node.Op is ElementwiseOp scalar
            ? scalar.Host([.. node.Operands.Select(o => o.DType)], [.. operands.Select(Expression.Primary)], node.Attributes)
            : ((HostOp)node.Op).Call(node, operands);
    }

    // All versions of what a loop writes element by element go under one name.
    private void Update(Node node)
    {
        if (node.Op is At) writer.Line($"{At.CallByElement(node, [.. node.Operands.Select(Use)])};");
        names.Alias(node.Result, Use(node.Operands[0]));
    }

    private void Loop(LoopStep step)
    {
        if (step.IsDirectReduction)
        {
            var reduction = step.Reduction!;
            var x = reduction.Operands[0];
            writer.Line($"var {Declare(reduction.Result)} = {Services}Reductions.Reduce<{x.DType.Keyword()}, {reduction.Result.DType.Keyword()}>({Use(x)}, {ReductionArguments(reduction, step.Shape)});");
            return;
        }

        var text = step.Nodes[step.Nodes.Length - 1].Source.Text;
        if (text.Length != 0) writer.Line($"// {text}");
        var nest = names.Fresh("nest");
        writer.Line($"var {nest} = new {Services}LoopNest(global::Kernels.Generated.{ClassName(classPrefix, step)}.Kernel, {Shape(step.Shape)});");
        foreach (var input in step.Inputs) writer.Line($"{nest}.In({Use(input)});");
        foreach (var scalar in step.Scalars) writer.Line($"{nest}.Scalar({Use(scalar)});");
        if (step.Reductions.Length > 1 || (step.IsChained && step.FoldsInLanes))
        {
            for (var k = 0; k < step.Reductions.Length; k++)
            {
                var reduction = step.Reductions[k];
                writer.Line($"{nest}.Fold<{reduction.Operands[0].DType.Keyword()}, {reduction.Result.DType.Keyword()}>({Text(step.Outputs.IndexOf(reduction.Operands[0]))}, {Shape(step.FoldShapes[k])}, {Services}Reduction.{((ReductionOp)reduction.Op).Kind}, {ReductionOptions(reduction)});");
            }

            writer.Line($"{nest}.RunFolds({(step.IsChained ? _chain : "")});");
            for (var k = 0; k < step.Reductions.Length; k++)
                writer.Line($"var {Declare(step.Reductions[k].Result)} = {nest}.Folded<{step.Reductions[k].Result.DType.Keyword()}>({Text(k)});");
            return;
        }

        if (step.Reduction is { } fold)
        {
            var rows = step.Rows is { } body ? $", rows: global::Kernels.Generated.{ClassName(classPrefix, body)}.Kernel" : "";
            writer.Line($"var {Declare(fold.Result)} = {nest}.Reduce<{fold.Operands[0].DType.Keyword()}, {fold.Result.DType.Keyword()}>({ReductionArguments(fold, step.Shape)}{rows});");
            return;
        }

        foreach (var output in step.Outputs)
        {
            writer.Line(step.Updates.FirstOrDefault(u => ReferenceEquals(At.ValueOf(u.Node), output)) is { } update
                ? $"{nest}.Into({At.Region(update.Node, [.. update.Node.Operands.Select(Use)], update.InPlace)});"
                : step.Joined.FirstOrDefault(j => ReferenceEquals(j.Output, output)) is { } joined ? $"{nest}.Into({_joined[joined.Join]}, part: {Text(joined.Part)});"
                : step.Spares.FirstOrDefault(s => ReferenceEquals(s.Output, output)) is { } spare
                ? $"var {Declare(output)} = {nest}.Out({Use(spare.Array)});"
                : $"var {Declare(output)} = {nest}.Out<{output.DType.Keyword()}>({(step.IsChained ? _chain : "")});");
        }

        writer.Line($"{nest}.Run({(step.IsChained ? _chain : "")});");
        for (var k = 0; k < step.Updates.Length; k++)
        {
            var updated = step.Updates[k].Node.Result;
            writer.Line($"var {Declare(updated)} = {nest}.Updated<{updated.DType.Keyword()}>({Text(k)});");
        }
    }

    private void Rows(RowStep step)
    {
        if (step.Stages.OfType<RowLoopStage>().LastOrDefault() is { } last && last.Loop.Nodes[last.Loop.Nodes.Length - 1].Source.Text is { Length: > 0 } text) writer.Line($"// {text}");
        var nest = names.Fresh("rows");
        var values = new Dictionary<Value, string>();
        string Name(Value v) => values[v] = names.Fresh((v.Name ?? "r") + "Rows");
        string Keep(Value v) => step.Kept.Contains(v) ? "keep: true" : "";
        writer.Line($"var {nest} = new {Services}RowNest({Shape(step.Shape)}, {Axes(step.Reduction, step.Shape)});");
        foreach (var input in step.Inputs) writer.Line($"var {Name(input)} = {nest}.In({Use(input)});");
        foreach (var stage in step.Stages)
        {
            switch (stage)
            {
                case RowLoopStage { Loop: var loop } kernel:
                    var call = new System.Text.StringBuilder($"{nest}.Loop(global::Kernels.Generated.{ClassName(classPrefix, loop)}.Kernel{(kernel.IsRow ? "" : $", {Shape(loop.Shape)}")})");
                    foreach (var input in loop.Inputs) call.Append($".In({values[input]})");
                    foreach (var scalar in loop.Scalars) call.Append($".Scalar({Use(scalar)})");
                    if (loop.Outputs.Length == 1)
                    {
                        writer.Line($"var {Name(loop.Outputs[0])} = {call}.Out<{loop.Outputs[0].DType.Keyword()}>({Keep(loop.Outputs[0])});");
                        break;
                    }

                    var local = names.Fresh("loop");
                    writer.Line($"var {local} = {call};");
                    foreach (var output in loop.Outputs) writer.Line($"var {Name(output)} = {local}.Out<{output.DType.Keyword()}>({Keep(output)});");
                    break;
                case RowReduceStage { Node: var fold }:
                    var keep = Keep(fold.Result);
                    writer.Line($"var {Name(fold.Result)} = {nest}.Reduce<{fold.Operands[0].DType.Keyword()}, {fold.Result.DType.Keyword()}>({values[fold.Operands[0]]}, "
                        + $"{Services}Reduction.{((ReductionOp)fold.Op).Kind}, {ReductionOptions(fold)}{(keep.Length == 0 ? "" : ", " + keep)});");
                    break;
                case RowViewStage { Node: var node } view:
                    var kept = Keep(node.Result);
                    writer.Line($"var {Name(node.Result)} = {nest}.View({values[node.Operands[0]]}, {Services}RowView.{view.View}{(kept.Length == 0 ? "" : ", " + kept)});");
                    break;
            }
        }

        if (step.Body is { } body)
        {
            writer.Line($"{nest}.Whole(global::Kernels.Generated.{ClassName(classPrefix, body)}.Kernel);");
            foreach (var scalar in body.Scalars) writer.Line($"{nest}.Scalar({Use(scalar)});");
        }

        writer.Line($"{nest}.Run();");
        foreach (var value in step.Kept) writer.Line($"var {Declare(value)} = {values[value]}.Array;");
    }

    private string ReductionArguments(Node node, ShapeRef shape)
    {
        return $"{Services}Reduction.{((ReductionOp)node.Op).Kind}, {Axes(node, shape)}, {ReductionOptions(node)}";
    }

    private string Axes(Node node, ShapeRef shape) =>
        node.Attributes.Ints("axis") is { } given ? BatchedAxis.CSharp(node, given, $"{Shape(shape)}.Rank")
            : node.Attributes.Text("fromAxis") is { } from ? $"{Services}Batching.AxesFrom({from}, {Shape(shape)}.Rank)"
            : node.Attributes.CSharp("axis", "default");

    private static string ReductionOptions(Node node)
    {
        var ddof = node.Op is Var ? $", ddof: {node.Attributes.CSharp("ddof", "0")}" : "";
        return $"keepDims: {node.Attributes.CSharp("keepDims", "false")}{ddof}, expression: {Literals.Quote(node.Source.Text)}, location: {Literals.Quote(node.Source.Location)}";
    }

    private string GuardName(int id)
    {
        if (!_guards.TryGetValue(id, out var name)) _guards[id] = name = names.Fresh("shape");
        return name;
    }

    private string Shape(ShapeRef shape) => shape.Array is { } array ? $"{Use(array)}.Shape" : GuardName(shape.Guard);

    private static string TypeOf(Value value) => value.IsArray ? $"global::Kernels.NDArray<{value.DType.Keyword()}>" : value.DType.Keyword();
}
