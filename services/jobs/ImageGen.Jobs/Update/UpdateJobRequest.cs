using System.ComponentModel;
using ImageGen.Jobs.Labels;

namespace ImageGen.Jobs.Update;

[Description("A JSON merge patch (RFC 7396): what is left out stays, null takes away.")]
internal sealed record UpdateJobRequest : LabelPatch;
