namespace ImageGen.Contracts;

/// <summary>What is on record. People filter by these names, so they never change.</summary>
public static class AuditActions
{
    public const string SignedIn = "session.created";
    public const string SignInFailed = "session.refused";
    public const string SignedOut = "session.deleted";
    public const string SignedOutEverywhere = "sessions.deleted";
    public const string SetUp = "setup.done";
    public const string PasswordChanged = "password.changed";
    public const string PasswordRefused = "password.refused";
    public const string PasswordLinkMade = "password_link.created";
    public const string PasswordLinkFollowed = "password_link.followed";
    public const string KeyCreated = "key.created";
    public const string KeyChanged = "key.changed";
    public const string KeyDeleted = "key.deleted";
    public const string UserCreated = "user.created";
    public const string UserChanged = "user.changed";
    public const string TeamCreated = "team.created";
    public const string TeamChanged = "team.changed";
    public const string TeamDeleted = "team.deleted";
    public const string TeamMemberSet = "team_member.set";
    public const string TeamMemberRemoved = "team_member.removed";
    public const string JobCreated = "job.created";
    public const string JobCanceled = "job.canceled";
    public const string JobRetried = "job.retried";
    public const string JobChanged = "job.changed";
    public const string JobDeleted = "job.deleted";
    public const string JobRestored = "job.restored";
    public const string JobPurged = "job.purged";

    /// <summary>An administrator has looked at a job that is somebody else's.</summary>
    public const string JobReadByAdmin = "job.read_by_admin";

    public const string ImageChanged = "image.changed";
    public const string ImageDeleted = "image.deleted";
    public const string ImageRestored = "image.restored";
    public const string ImagePurged = "image.purged";
    public const string ImageApproved = "image.approved";
    public const string ImageRejected = "image.rejected";

    /// <summary>An administrator has looked at a picture of a team that they are not in, as its reviewer.</summary>
    public const string ImageReadByAdmin = "image.read_by_admin";

    /// <summary>Pictures were taken out of a space, which is the object.</summary>
    public const string ImagesExported = "images.exported";

    /// <summary>A picture, which is the object, was shared with people without an account.</summary>
    public const string LinkCreated = "link.created";

    public const string LinkDeleted = "link.deleted";
    public const string UploadDeleted = "upload.deleted";
    public const string TemplateCreated = "template.created";
    public const string TemplateChanged = "template.changed";
    public const string TemplateDeleted = "template.deleted";

    /// <summary>A file has made or changed it.</summary>
    public const string TemplateImported = "template.imported";

    /// <summary>A chat model was asked to write a prompt in more detail.</summary>
    public const string PromptOptimized = "prompt.optimized";

    public const string AuditExported = "audit.exported";
}
