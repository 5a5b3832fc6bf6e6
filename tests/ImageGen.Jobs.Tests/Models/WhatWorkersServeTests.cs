using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Models;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Models;

/// <summary>Many workers, with other keys or of another version: what one of them can do is offered.</summary>
public sealed class WhatWorkersServeTests
{
    private const string Visual = "jimeng-t2i-4.0";
    private const string OtherVisual = "jimeng-t2i-3.1";
    private const string Ark = "seedream-4.5";

    private static readonly ModelCatalogue Catalogue = ModelCatalogue.BuiltIn();

    private readonly FakeTimeProvider time = new();
    private readonly OfferedModels offered;

    public WhatWorkersServeTests() => offered = new OfferedModels(Catalogue, time);

    [Fact]
    public void Until_a_worker_has_spoken_all_are_offered() =>
        Assert.Equal(Catalogue.Models.Select(model => model.Id), offered.All.Select(model => model.Id));

    [Fact]
    public void Two_workers_with_different_keys_serve_both()
    {
        for (var round = 0; round < 12; round++)
        {
            offered.Learn(new ApisServed { Apis = ["ark"], Models = [Ark] });
            Assert.True(round == 0 || IsOffered(Visual), $"round {round}");
            offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
            Assert.True(IsOffered(Ark), $"round {round}");
            time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void What_nobody_serves_any_more_is_withdrawn_though_not_at_the_first_lost_hint()
    {
        offered.Learn(new ApisServed { Apis = ["ark"], Models = [Ark] });
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
        for (var seconds = 10; seconds <= 30; seconds += 10)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
            Assert.True(IsOffered(Ark), $"after {seconds} s");
        }
        time.Advance(TimeSpan.FromSeconds(10));
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
        Assert.False(IsOffered(Ark));
        Assert.True(IsOffered(Visual));
    }

    [Fact]
    public void While_all_workers_are_away_their_jobs_are_still_accepted_and_wait()
    {
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
        time.Advance(TimeSpan.FromDays(1));
        Assert.True(IsOffered(Visual));
        Assert.False(IsOffered(Ark));
    }

    [Fact]
    public void After_an_outage_the_first_worker_that_is_heard_again_does_not_take_away_what_the_others_serve()
    {
        offered.Learn(new ApisServed { Apis = ["ark"], Models = [Ark] });
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
        time.Advance(TimeSpan.FromMinutes(10));
        for (var seconds = 0; seconds <= 30; seconds += 10)
        {
            offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
            Assert.True(IsOffered(Ark), $"after {seconds} s");
            time.Advance(TimeSpan.FromSeconds(10));
        }
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [Visual] });
        Assert.False(IsOffered(Ark));
    }

    /// <summary>During a rolling upgrade the API may know a model that no worker knows yet: a job for it would only be refused later.</summary>
    [Fact]
    public void A_model_is_offered_once_the_first_worker_knows_it()
    {
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [OtherVisual] });
        var problem = Assert.Throws<ProblemException>(() => offered.Require(Catalogue.Models.Single(model => model.Id == Visual), 422));
        Assert.Equal("model_unavailable", problem.Code);
        Assert.Contains("no worker knows it yet", problem.Message, StringComparison.Ordinal);
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [OtherVisual, Visual] });
        Assert.True(IsOffered(Visual));
        offered.Learn(new ApisServed { Apis = ["visual"], Models = [OtherVisual] });
        Assert.True(IsOffered(Visual));
    }

    [Fact]
    public void A_worker_that_does_not_name_its_models_is_taken_at_its_word_for_the_whole_api()
    {
        offered.Learn(new ApisServed { Apis = ["visual"] });
        Assert.True(IsOffered(Visual));
        Assert.True(IsOffered(OtherVisual));
        Assert.False(IsOffered(Ark));
    }

    [Fact]
    public void A_worker_without_any_key_serves_nothing()
    {
        offered.Learn(new ApisServed { Apis = [], Models = [] });
        Assert.Empty(offered.All);
    }

    private bool IsOffered(string id) => offered.All.Any(model => model.Id == id);
}
