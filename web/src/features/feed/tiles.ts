import type { Job, JobImage } from '@/api/types';
import { isStored, isWorking } from '@/domain/jobs/job';
import { parseSize, type Size } from '@/domain/models/size';

export type Tile =
  | { kind: 'picture'; index: number; image: JobImage }
  | { kind: 'failed'; index: number; image: JobImage | null }
  /** `first` of those that wait: it alone carries the words, the others only shimmer. */
  | { kind: 'waiting'; index: number; first: boolean };

/** One tile for each picture asked for; of a job that has ended without success only those that there are. */
export function tilesOf(job: Job): Tile[] {
  const total = Math.max(job.parameters.count ?? 1, job.progress.total, ...job.images.map(image => image.index + 1));
  const working = isWorking(job.status);
  const showsGaps = job.status === 'partially_succeeded';
  const tiles: Tile[] = [];
  for (let index = 0; index < total; index++) {
    const images = job.images.filter(each => each.index === index);
    const stored = images.filter(isStored);
    const image = images[0] ?? null;
    // More than one for a place: the first attempt's picture came late, after the retry had made its own. Both are paid.
    if (stored.length > 0) tiles.push(...stored.map(each => ({ kind: 'picture' as const, index, image: each })));
    else if (image?.error != null && (working || showsGaps)) tiles.push({ kind: 'failed', index, image });
    else if (working) tiles.push({ kind: 'waiting', index, first: !tiles.some(tile => tile.kind === 'waiting') });
    else if (showsGaps) tiles.push({ kind: 'failed', index, image });
  }
  return tiles;
}

/** The shape of the tiles before and after the pictures are there, so that nothing jumps. */
export function shapeOf(job: Job, fallback: Size | null | undefined): number {
  const made = job.images.find(image => image.width !== null && image.height !== null);
  if (made?.width && made.height) return made.width / made.height;
  const size = parseSize(job.effective_parameters.size) ??
    parseSize(job.parameters.size) ??
    fallback ?? { width: 1, height: 1 };
  return size.width / size.height;
}

/** Up to four stand in one row; more wrap evenly, tall ones closer together. */
export function columnsOf(count: number, shape: number): number {
  if (count <= 4) return count;
  return shape < 0.8 ? Math.min(count, 6) : 4;
}
