using ImageGen.Catalogue;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>What a picture cost when the job was accepted, by the catalogue of that day.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Verified">False for an estimate.</param>
internal sealed record JobPrice(decimal PerPicture, string Currency, bool Verified) : DocumentPart
{
    public static JobPrice Of(ModelProfile model) => new(model.Price.PerPicture, model.Price.Currency, model.Price.Verified);
}
