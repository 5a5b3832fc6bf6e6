using System.Text.Json.Nodes;

namespace ImageGen.Catalogue;

/// <summary>JSON Merge Patch (RFC 7396): members replace, objects merge, null removes.</summary>
public static class MergePatch
{
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject members:
                    if (target[name] is not JsonObject known)
                        target[name] = known = [];
                    Apply(known, members);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
