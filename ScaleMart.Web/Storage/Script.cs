using System.Reflection;

namespace ScaleMart.Web.Storage;

/// <summary>One Lua script, read once from the file of that name inside the assembly.</summary>
public sealed class Script
{
    // Fails where a script touches a key that the caller did not declare: a Redis Cluster would, a single Redis does not.
    private const string Guard = """
        local declared = {} for _, k in ipairs(KEYS) do declared[k] = true end
        local open = redis
        local redis = { call = function(command, key, ...)
          if command ~= 'TIME' and not declared[key] then error('undeclared key ' .. tostring(key) .. ' in ' .. command) end
          if key == nil then return open.call(command) end
          return open.call(command, key, ...)
        end, error_reply = open.error_reply }

        """;

    private Script(string name, string text) => (Name, Text, Guarded) = (name, text, Guard + text);

    public string Name { get; }

    public string Text { get; }

    /// <summary>The same script under the check for undeclared keys.</summary>
    public string Guarded { get; }

    /// <summary>The script of that file, with the texts that open it put in front, in their order.</summary>
    /// <exception cref="FileNotFoundException">No such script was built in.</exception>
    public static Script Load(string name, params ReadOnlySpan<string> openings)
    {
        var text = "";
        foreach (var opening in openings) text += Read(opening) + "\n";
        return new Script(name, text + Read(name));
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The script '{name}' is not in the assembly.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
