namespace ImageGen.Volcengine.Tasks;

/// <summary>Where one part of a job stands with the provider.</summary>
internal enum TaskState
{
    /// <summary>Waits for room. Nothing is on the wire.</summary>
    Ready,

    /// <summary>The intent is written; a submission may be on the wire.</summary>
    Submitting,

    /// <summary>The provider has accepted it and is asked for its result.</summary>
    Running,

    Delivered,

    Failed,

    /// <summary>The provider has forgotten an accepted task.</summary>
    Lost,

    /// <summary>A submission went out and nobody knows what became of it. A person decides.</summary>
    Unknown,

    /// <summary>Given up while unknown. A late task id still makes it running.</summary>
    Abandoned,

    Canceled,

    /// <summary>Never submitted: the command came too late or could not be carried out.</summary>
    Refused,
}
