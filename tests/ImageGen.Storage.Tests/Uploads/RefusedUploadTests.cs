using System.Buffers.Binary;
using System.Text;
using ImageGen.Storage.Tests.World;
using ImageGen.Storage.Uploads;

namespace ImageGen.Storage.Tests.Uploads;

public sealed class RefusedUploadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_above_the_limit_is_413(bool form)
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = new byte[UploadLimits.MaxBytes + 1];
        TestPictures.Png().CopyTo(bytes, 0);
        var response = form ? await world.PostFormAsync(("file", bytes)) : await world.PostAsync(bytes);
        await UploadClient.ProblemAsync(response, 413, "body_too_large");
    }

    [Fact]
    public async Task A_picture_of_just_the_limit_is_taken()
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Jpeg();
        // Programs pad files behind their end; this one is padded in a comment, so that it is whole to its last byte.
        var bytes = Padded(picture, UploadLimits.MaxBytes);
        Assert.Equal(UploadLimits.MaxBytes, bytes.Length);
        await world.UploadAsync(bytes);
    }

    [Theory]
    [InlineData("GIF89a and so on, long enough to be looked at")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("x")]
    public async Task What_is_no_picture_is_415(string text)
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(await world.PostAsync(Encoding.UTF8.GetBytes(text)), 415, "unsupported_picture_type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_of_another_type_is_415(string contentType)
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(await world.PostAsync(TestPictures.Png(), contentType), 415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp")]
    public async Task A_picture_that_is_cut_off_is_422(string kind)
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = kind switch { "png" => TestPictures.Png(), "jpg" => TestPictures.Jpeg(), _ => TestPictures.Webp() };
        await UploadClient.ProblemAsync(await world.PostAsync(bytes[..(bytes.Length / 2)]), 422, "invalid_picture");
    }

    [Fact]
    public async Task A_picture_whose_pixels_are_damaged_is_422()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = TestPictures.Png();
        bytes.AsSpan(bytes.Length / 2, 64).Fill(0x55);
        await UploadClient.ProblemAsync(await world.PostAsync(bytes), 422, "invalid_picture");
    }

    [Fact]
    public async Task A_picture_that_claims_to_be_huge_is_refused_before_anything_decodes_it()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = TestPictures.Png();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 100_000);
        var problem = await UploadClient.ProblemAsync(await world.PostAsync(bytes), 422, "picture_too_large");
        Assert.Contains("100000", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_smaller_than_any_provider_takes_is_422()
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(await world.PostAsync(TestPictures.Png(14, 200)), 422, "picture_too_small");
    }

    [Fact]
    public async Task A_form_without_a_file_says_what_is_missing()
    {
        await using var world = await StorageWorld.StartAsync();
        foreach (var response in new[] { await world.PostFormAsync(), await world.PostFormAsync(("picture", TestPictures.Png())) })
        {
            var problem = await UploadClient.ProblemAsync(response, 422, "file_missing");
            Assert.Equal("/file", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        }
    }

    [Fact]
    public async Task A_form_with_more_than_the_file_is_refused()
    {
        await using var world = await StorageWorld.StartAsync();
        var problem = await UploadClient.ProblemAsync(await world.PostFormAsync(("file", TestPictures.Png()), ("purpose", "mask"u8.ToArray())), 422, "unexpected_part");
        Assert.Equal("/purpose", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData("multipart/form-data; boundary=x", "no boundary in here")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nnever ended")]
    public async Task A_form_that_can_not_be_read_is_400(string contentType, string body)
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(await world.PostAsync(Encoding.ASCII.GetBytes(body), contentType), 400, "malformed_form");
    }

    [Theory]
    [InlineData(71)]
    [InlineData(4_090)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public async Task A_boundary_longer_than_any_may_be_is_400(int length)
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(
            await world.PostAsync(TestPictures.Png(), $"multipart/form-data; boundary={new string('b', length)}"), 400, "malformed_form");
    }

    [Fact]
    public async Task An_empty_body_is_422()
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(await world.PostAsync([]), 422, "file_missing");
    }

    [Fact]
    public async Task An_unknown_purpose_is_400()
    {
        await using var world = await StorageWorld.StartAsync();
        var problem = await UploadClient.ProblemAsync(await world.PostAsync(TestPictures.Png(), query: "?purpose=avatar"), 400, "invalid_purpose");
        Assert.Equal("?purpose", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private static byte[] Padded(byte[] jpeg, int length)
    {
        const int most = 65_533;
        List<byte> comments = [];
        for (var left = length - jpeg.Length; left > 0;)
        {
            var content = Math.Min(left - 4, most);
            // No rest may be too short to be a comment of its own.
            if (left - 4 - content is > 0 and < 4)
                content -= 4;
            comments.AddRange([0xFF, 0xFE, (byte)((content + 2) >> 8), (byte)(content + 2), .. new byte[content]]);
            left -= content + 4;
        }
        return [.. jpeg[..2], .. comments, .. jpeg[2..]];
    }
}
