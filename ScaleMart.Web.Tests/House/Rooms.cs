using System.Reflection;
using System.Reflection.Emit;

namespace ScaleMart.Web.Tests.House;

/// <summary>One room uses another; <paramref name="Where"/> is the type that does.</summary>
public sealed record Use(string From, string To, string Where);

/// <summary>Which room uses which, read from the compiled code (method bodies and pages included) rather than from using lines.</summary>
public static class Rooms
{
    private const string Root = "ScaleMart.Web.";
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<ushort, OpCode> Codes =
        typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (ushort)c.Value);

    public static IEnumerable<Use> Uses(Assembly assembly) =>
        from type in assembly.GetTypes()
        let user = RoomOf(type)
        where user is not null
        from used in TypesUsedBy(type).SelectMany(Flatten)
        let to = used.Assembly == assembly ? RoomOf(used) : null
        where to is not null && to != user
        select new Use(user, to, Outermost(type).FullName!);

    /// <summary>First folder under the root namespace; a compiled .cshtml counts as Pages; Program has no room.</summary>
    public static string? RoomOf(Type type) => Outermost(type).Namespace switch
    {
        "AspNetCoreGeneratedDocument" => "Pages",
        { } space when space.StartsWith(Root, StringComparison.Ordinal) => space[Root.Length..].Split('.')[0],
        _ => null,
    };

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Flatten(Type type) =>
        type.HasElementType ? Flatten(type.GetElementType()!)
        : type.IsGenericParameter ? type.GetGenericParameterConstraints()
        : type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericArguments().SelectMany(Flatten).Append(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<Type> TypesUsedBy(Type type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
        .. type.GetInterfaces(),
        .. type.GetCustomAttributesData().Select(a => a.AttributeType),
        .. type.GetFields(All).Select(f => f.FieldType),
        .. type.GetMembers(All).OfType<MethodBase>().SelectMany(TypesUsedBy),
    ];

    private static IEnumerable<Type> TypesUsedBy(MethodBase method)
    {
        foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
        if (method is MethodInfo { ReturnType: var result }) yield return result;
        foreach (var attribute in method.GetCustomAttributesData()) yield return attribute.AttributeType;
        if (method.GetMethodBody() is not { } body) yield break;
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        foreach (var member in MembersIn(method, body.GetILAsByteArray()!))
        {
            if (member is Type type) yield return type;
            else if (member.DeclaringType is { } owner) yield return owner;
            if (member is not MethodInfo { IsGenericMethod: true } generic) continue;
            foreach (var argument in generic.GetGenericArguments()) yield return argument;
        }
    }

    // Walks the instructions (ECMA-335, part III) and resolves each token.
    private static IEnumerable<MemberInfo> MembersIn(MethodBase method, byte[] il)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var i = 0; i < il.Length;)
        {
            var code = Codes[il[i] == 0xFE ? (ushort)(0xFE00 | il[i + 1]) : il[i]];
            i += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, i), typeArguments, methodArguments)!;
            i += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }
    }
}
