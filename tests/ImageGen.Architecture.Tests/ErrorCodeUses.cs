using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ImageGen.Architecture.Tests;

/// <summary>Finds the texts that become an error's code, in compiled code: what is assigned to a member called <c>Code</c>, or handed over for a parameter <c>code</c>.</summary>
internal static class ErrorCodeUses
{
    private static readonly string[] Names = ["code", "endcode"];

    /// <param name="owners">Types whose codes people read; those of the provider and of HTTP problems are other families.</param>
    /// <returns>Each text with the method that uses it.</returns>
    public static IEnumerable<(string Code, string Method)> In(Assembly assembly, params string[] owners)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(assembly.Location));
        using var module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { AssemblyResolver = resolver });
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            foreach (var call in method.Body.Instructions)
            {
                if (call.Operand is MethodReference called && owners.Contains(called.DeclaringType.Name) && CodeParameterOf(called) is { } parameter)
                {
                    foreach (var text in TextsOf(method.Body, call, called.Parameters.Count - 1 - parameter))
                        yield return (text, method.FullName);
                }
            }
        }
    }

    private static int? CodeParameterOf(MethodReference called)
    {
        var isSetter = called.Name.StartsWith("set_", StringComparison.Ordinal);
        var parameters = called.Resolve()?.Parameters ?? called.Parameters;
        var found = parameters.FirstOrDefault(parameter => parameter.ParameterType.FullName == "System.String"
            && Names.Contains(isSetter ? called.Name["set_".Length..].ToLowerInvariant() : parameter.Name.ToLowerInvariant()));
        return found?.Index;
    }

    /// <summary>Goes back from the call to whatever has put that parameter on the stack; of a choice between two texts, to both.</summary>
    private static IEnumerable<string> TextsOf(Mono.Cecil.Cil.MethodBody body, Instruction call, int above)
    {
        var at = call.Previous;
        for (; at is not null && (above > 0 || Pushed(at) == 0); at = at.Previous)
            above += Popped(at) - Pushed(at);
        if (at?.Operand is string text)
            yield return text;
        foreach (var other in body.Instructions.Where(jump => jump.OpCode.FlowControl == FlowControl.Branch && jump.Operand == at?.Next))
        {
            if (other.Previous?.Operand is string alternative)
                yield return alternative;
        }
    }

    private static int Pushed(Instruction at) => at.Operand is MethodReference called && at.OpCode.StackBehaviourPush == StackBehaviour.Varpush
        ? called.ReturnType.FullName == "System.Void" ? 0 : 1
        : at.OpCode.StackBehaviourPush switch { StackBehaviour.Push0 => 0, StackBehaviour.Push1_push1 => 2, _ => 1 };

    private static int Popped(Instruction at) => at.Operand is MethodReference called && at.OpCode.StackBehaviourPop == StackBehaviour.Varpop
        ? called.Parameters.Count + (called.HasThis && at.OpCode.Code != Code.Newobj ? 1 : 0)
        : at.OpCode.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 or StackBehaviour.Varpop or StackBehaviour.PopAll => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
                or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
            _ => 2,
        };
}
