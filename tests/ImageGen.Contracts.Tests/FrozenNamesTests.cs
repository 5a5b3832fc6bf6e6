using ImageGen.Messaging;

namespace ImageGen.Contracts.Tests;

/// <summary>Names on the wire are a promise to messages that wait in queues while versions change.</summary>
public sealed class FrozenNamesTests
{
    [Theory]
    [InlineData(typeof(GenerateImage), "JobId Attempt Indices Owner Request Priority AcceptedAt NotAfter HeldFor")]
    [InlineData(typeof(CancelGeneration), "JobId Attempt Indices Owner Model Group Why HeldFor")]
    [InlineData(typeof(RefetchImages), "JobId Attempt Indices")]
    [InlineData(typeof(GenerationStarted), "JobId Attempt Indices StartedAt OnTheWire Submission")]
    [InlineData(typeof(GenerationDeferred), "JobId Attempt Indices Submission")]
    [InlineData(typeof(ImagesGenerated), "JobId Attempt Indices Total Owner Model Images Error SourcesExpireAt SourcesGone ProviderRequestId ProviderMilliseconds HeldFor")]
    [InlineData(typeof(GenerationUnknown), "JobId Attempt Indices SubmitId SubmittedAt PromptHash Reason ProviderRequestId ProviderAnswer")]
    [InlineData(typeof(GenerationFailed), "JobId Attempt Indices Error Billed SubmitId SubmittedAt")]
    [InlineData(typeof(GenerationCanceled), "JobId Attempt Indices Outcome Final")]
    [InlineData(typeof(ImageStored), "JobId Attempt Index Total ImageId ContentType Bytes Sha256 Width Height Seed")]
    [InlineData(typeof(ImageStoreFailed), "JobId Attempt Index Total ImageId Error")]
    [InlineData(typeof(ApisServed), "Apis Models Prompts")]
    [InlineData(typeof(BudgetThresholdReached), "SubjectKind SubjectId Limit Percent Value Used Currency Period At")]
    [InlineData(typeof(ImageReviewed), "JobId ImageId Decision Approved")]
    [InlineData(typeof(PurgeImages), "JobId Owner ImageIds")]
    [InlineData(typeof(ImagePurged), "JobId ImageId")]
    [InlineData(typeof(ImageDelayed), "JobId Attempt Index ImageId Error Since")]
    [InlineData(typeof(Audited), "Id At Actor Credential Action Object Address RequestId Details")]
    [InlineData(typeof(JobChanged), "JobId Owner Version Snapshot ChangedAt HandedOnBy")]
    public void The_members_of_a_message_are_frozen(Type message, string members) =>
        Assert.Equal(members, string.Join(' ', message.GetProperties().Where(property => property.CanWrite).Select(property => property.Name)));

    [Fact]
    public void Every_message_is_known_to_the_bus_by_its_simple_name() => Assert.Equal(19, MessageTypes.All.Count);
}
