namespace ImageGen.Jobs.Export;

/// <summary>Why a picture is not in an export, or not as it should be.</summary>
internal enum PictureFault
{
    /// <summary>There is no such picture in the space that is exported.</summary>
    NotFound,

    /// <summary>It, or its job, is in the trash.</summary>
    Deleted,

    /// <summary>No reviewer has approved it.</summary>
    InReview,

    /// <summary>The object store has no such object.</summary>
    Missing,

    /// <summary>The object store does not give it.</summary>
    Unavailable,

    /// <summary>What the object store gave is not what was stored: it is cut off, or other bytes.</summary>
    Damaged,
}
