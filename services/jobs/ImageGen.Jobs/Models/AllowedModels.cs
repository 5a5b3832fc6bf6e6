using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Models;

internal static class AllowedModels
{
    /// <exception cref="ProblemException">403: the caller's key is good for other models only.</exception>
    public static void RequireModel(this ICaller caller, string model)
    {
        if (!caller.MayUse(model))
            throw ProblemException.Of(403, ErrorCodes.ModelNotAllowed, "/model");
    }
}
