import { deflateSync } from 'node:zlib';
import { sceneShapes } from '@/ui/sceneShapes';

/** A PNG of one colour, for a file that somebody adds. */
export function png(
  width: number,
  height: number,
  [red, green, blue]: [number, number, number] = [200, 90, 60],
): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(red, green, blue))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

export const file = (name: string, buffer: Buffer = png(300, 200), mimeType = 'image/png') => ({
  name,
  mimeType,
  buffer,
});

/** A landscape of that size, as an SVG document. */
export function scene(seed: number, width: number, height: number): string {
  const { sky, sun, stars, hills, trees, ...box } = sceneShapes(seed, width / height);
  const circle = (x: number, y: number, r: number, fill: string, opacity = 1): string =>
    `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" opacity="${opacity}"/>`;
  const path = (shape: { path: string; colour: string }, opacity = 1): string =>
    `<path d="${shape.path}" fill="${shape.colour}" opacity="${opacity}"/>`;
  const stops = [0, 0.45, 0.75].map((offset, i) => `<stop offset="${offset}" stop-color="${sky[i]}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${box.width} ${box.height}" preserveAspectRatio="xMidYMid slice">`,
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient></defs>`,
    `<rect width="${box.width}" height="${box.height}" fill="url(#sky)"/>`,
    ...stars.map(star => circle(star.x, star.y, star.r, '#fff', star.opacity)),
    circle(sun.x, sun.y, sun.r * 2.6, sun.colour, 0.16),
    circle(sun.x, sun.y, sun.r, sun.colour),
    ...hills.map((hill, i) => path(hill) + (i === 1 ? trees.map(tree => path(tree, 0.85)).join('') : '')),
    '</svg>',
  ].join('');
}
