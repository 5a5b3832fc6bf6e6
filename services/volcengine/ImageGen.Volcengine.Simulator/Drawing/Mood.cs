namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>What kind of picture a prompt asks for, guessed from its words.</summary>
internal sealed record Mood(Palette Palette, SceneKind Scene, bool Snow, bool Aurora, bool Cabin)
{
    private static readonly (string[] Words, SceneKind Scene)[] Scenes =
    [
        (["水墨", "国风", "山水画", "书法", "ink wash", "ink painting", "sumi"], SceneKind.Ink),
        (["赛博", "霓虹", "城市", "都市", "街", "重庆", "上海", "夜景", "cyber", "neon", "city", "street", "skyline"], SceneKind.City),
        (["沙漠", "沙丘", "戈壁", "desert", "dune"], SceneKind.Desert),
        (["宇宙", "太空", "星球", "星系", "火星", "planet", "space", "galaxy", "mars"], SceneKind.Planet),
        (["湖", "江", "倒影", "lake", "river", "reflection"], SceneKind.Lake),
        (["海", "沙滩", "岛", "帆", "sea", "ocean", "beach", "island", "sail", "wave"], SceneKind.Sea),
        (["森林", "树林", "松", "针叶", "竹", "林", "forest", "wood", "pine", "jungle"], SceneKind.Forest),
        (["山", "峰", "谷", "mountain", "hill", "valley", "peak"], SceneKind.Mountains),
    ];

    private static readonly (string[] Words, Palette[] Palettes)[] Palettes =
    [
        (["水墨", "国风", "山水画", "书法", "ink wash", "ink painting", "sumi"], [Palette.Ink]),
        (["赛博", "霓虹", "cyber", "neon"], [Palette.Neon]),
        (["极光", "aurora"], [Palette.Aurora]),
        (["红色星球", "火星", "mars", "ember", "volcano", "火山"], [Palette.Ember]),
        (["粉", "紫", "pink", "purple"], [Palette.Dusk]),
        (["黄昏", "日落", "夕阳", "晚霞", "傍晚", "落日", "sunset", "dusk", "evening"], [Palette.Sunset, Palette.Sunset, Palette.Dusk]),
        (["宇宙", "太空", "星系", "space", "galaxy"], [Palette.Neon, Palette.Ember, Palette.Moonlight]),
        (["夜", "月", "星空", "night", "moon", "stars", "starry"], [Palette.Moonlight, Palette.Aurora, Palette.Dusk]),
        (["雪", "冬", "冰", "snow", "winter", "ice"], [Palette.Snow]),
        (["樱", "春", "花", "spring", "blossom", "flower", "sakura"], [Palette.Spring]),
        (["沙漠", "沙丘", "戈壁", "desert", "dune"], [Palette.Desert, Palette.Sunset]),
        (["海", "沙滩", "岛", "sea", "ocean", "beach", "island"], [Palette.Ocean, Palette.Sunset]),
        (["森林", "树林", "竹", "松", "forest", "wood", "pine"], [Palette.Wood, Palette.Morning]),
        (["晨", "早", "日出", "夏", "morning", "sunrise", "summer"], [Palette.Morning]),
        (["城市", "都市", "街", "city", "street"], [Palette.Neon, Palette.Sunset, Palette.Dusk]),
    ];

    public static Mood Of(string prompt, Dice dice)
    {
        var palettes = Find(prompt, Palettes.Select(rule => (rule.Words, Value: rule.Palettes))) ?? Palette.All;
        var palette = dice.Pick(palettes);
        var scene = Find(prompt, Scenes.Select(rule => (rule.Words, Value: (SceneKind?)rule.Scene))) ?? Default(palette, dice);
        if (scene == SceneKind.Ink)
            palette = Palette.Ink;
        return new Mood(
            palette, scene,
            Snow: palette == Palette.Snow || Has(prompt, ["雪", "snow"]),
            Aurora: palette == Palette.Aurora,
            Cabin: Has(prompt, ["屋", "房", "家", "cabin", "house", "cottage"]));
    }

    private static SceneKind Default(Palette palette, Dice dice) =>
        palette == Palette.Neon ? SceneKind.City
        : palette == Palette.Desert ? SceneKind.Desert
        : palette == Palette.Ocean ? SceneKind.Sea
        : dice.Pick<SceneKind>([SceneKind.Mountains, SceneKind.Mountains, SceneKind.Lake, SceneKind.Lake, SceneKind.Forest, SceneKind.Sea]);

    private static T? Find<T>(string prompt, IEnumerable<(string[] Words, T Value)> rules) =>
        rules.FirstOrDefault(rule => Has(prompt, rule.Words)).Value;

    private static bool Has(string prompt, string[] words) => words.Any(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The scenes that the simulator can paint.</summary>
internal enum SceneKind
{
    Mountains,
    Lake,
    Forest,
    Sea,
    City,
    Desert,
    Planet,
    Ink,
}
