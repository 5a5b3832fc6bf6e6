/** Small landscapes drawn from a seed: thumbnails that cost no request and no licence. */
export interface SceneShapes {
  width: number;
  height: number;
  sky: readonly [string, string, string];
  sun: { x: number; y: number; r: number; colour: string };
  stars: { x: number; y: number; r: number; opacity: number }[];
  hills: { path: string; colour: string }[];
  trees: { path: string; colour: string }[];
}

interface Palette {
  sky: readonly [string, string, string];
  sun: string;
  hills: readonly [string, string, string];
  night: boolean;
}

const palettes: readonly Palette[] = [
  { sky: ['#0b1030', '#3b2a6b', '#d9678f'], sun: '#ffd0a1', hills: ['#2a1d4f', '#1c1440', '#0d0a26'], night: true },
  { sky: ['#8ec9ef', '#cfe8f5', '#f8e7c8'], sun: '#fff5dc', hills: ['#6f9d8c', '#3f7263', '#1f4a41'], night: false },
  { sky: ['#f7b267', '#f79d65', '#f27059'], sun: '#ffe1b5', hills: ['#8c2f39', '#5b1f2e', '#2c0f1b'], night: false },
  { sky: ['#031926', '#0b4f6c', '#20a4a4'], sun: '#c7f9e5', hills: ['#0c3b49', '#08262f', '#03141a'], night: true },
  { sky: ['#e9ecef', '#c9d6df', '#9fb4c7'], sun: '#ffffff', hills: ['#7b8fa1', '#52677a', '#2d3e4f'], night: false },
  { sky: ['#241023', '#6b0f1a', '#b91372'], sun: '#ffb3c1', hills: ['#40121f', '#2b0a15', '#16040a'], night: false },
];

export function sceneShapes(seed: number, ratio: number): SceneShapes {
  const random = generator(seed * 7919 + 17);
  const palette = palettes[seed % palettes.length] as Palette;
  const width = 600;
  const height = width / ratio;
  const horizon = height * (0.42 + random() * 0.14);
  const sun = {
    x: width * (0.2 + random() * 0.6),
    y: horizon * (0.45 + random() * 0.45),
    r: Math.min(width, height) * (0.06 + random() * 0.06),
    colour: palette.sun,
  };
  const stars = Array.from({ length: palette.night ? 60 : 0 }, () => ({
    x: random() * width,
    y: random() * horizon,
    r: 0.5 + random() * 1.3,
    opacity: 0.25 + random() * 0.6,
  }));
  const trees: SceneShapes['trees'] = [];
  const hills = palette.hills.map((colour, row) => {
    const base = horizon + (height - horizon) * (row * 0.3);
    const path = ridge(random, { width, height, base, row });
    if (row === 1) trees.push(...forest(random, width, height, base, palette.hills[2]));
    return { path, colour };
  });
  return { width, height, sky: palette.sky, sun, stars, hills, trees };
}

function ridge(random: () => number, at: { width: number; height: number; base: number; row: number }): string {
  const { width, height, base, row } = at;
  const waves = 7 - row;
  let path = `M0 ${round(height)} L0 ${round(base)}`;
  for (let i = 0; i <= waves; i++) {
    const x = (width * i) / waves;
    const rise = height * 0.2 * (1 - row * 0.2) * random();
    path += ` Q${round(x - width / waves / 2)} ${round(base - rise * 1.25)} ${round(x)} ${round(base - rise * 0.35)}`;
  }
  return `${path} L${width} ${round(height)} Z`;
}

function forest(random: () => number, width: number, height: number, base: number, colour: string) {
  return Array.from({ length: 16 }, () => {
    const x = random() * width;
    const y = base + height * 0.02 + random() * height * 0.06;
    const tall = height * (0.03 + random() * 0.05);
    return {
      path: `M${round(x)} ${round(y - tall)} l${round(tall * 0.3)} ${round(tall)} h${round(-tall * 0.6)} z`,
      colour,
    };
  });
}

/** A linear congruential generator: the same seed is the same picture everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
