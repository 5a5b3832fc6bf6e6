import type { SizeRule } from '@/api/types';

export interface Size {
  width: number;
  height: number;
}

export interface OfferedSize extends Size {
  tier: string;
  ratio: string;
}

export type SizeProblem = 'whole' | 'side' | 'pixels' | 'ratio';

/** The same rule as the server's: what passes here is not refused there. */
export function sizeProblem(rule: SizeRule, { width, height }: Size): SizeProblem | null {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) return 'whole';
  const { min_side: least, max_side: most } = rule;
  if (Math.min(width, height) < (least ?? 1) || Math.max(width, height) > (most ?? Infinity)) return 'side';
  const pixels = width * height;
  if (pixels < rule.min_pixels || pixels > rule.max_pixels) return 'pixels';
  const ratio = width / height;
  return ratio < rule.min_ratio || ratio > rule.max_ratio ? 'ratio' : null;
}

export const parseRatio = (ratio: string): number => {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
};

/** The tiers in ascending order, with every ratio of the model: its own figures where it names them, derived ones else. */
export function offeredSizes(rule: SizeRule): OfferedSize[] {
  const ratios = unique(rule.recommended.map(size => size.ratio)).sort(
    (a, b) => Math.abs(Math.log(parseRatio(a))) - Math.abs(Math.log(parseRatio(b))) || parseRatio(b) - parseRatio(a),
  );
  return tiersOf(rule).flatMap(tier =>
    ratios.flatMap(ratio => {
      const named = rule.recommended.find(size => size.tier === tier && size.ratio === ratio);
      const size = named ?? { tier, ratio, ...derive(rule, tier, ratio) };
      return sizeProblem(rule, size) === null ? [size] : [];
    }),
  );
}

export function tiersOf(rule: SizeRule): string[] {
  const area = (tier: string): number => rule.recommended.find(size => size.tier === tier)?.width ?? 0;
  return unique(rule.recommended.map(size => size.tier)).sort((a, b) => area(a) - area(b));
}

/** The area of the tier in another shape, in steps of 8 pixels; rounded up, because the least area is a floor. */
function derive(rule: SizeRule, tier: string, ratio: string): Size {
  const base = rule.recommended.find(size => size.tier === tier);
  const area = base === undefined ? 0 : base.width * base.height;
  const shape = parseRatio(ratio);
  const round = area * 1.02 > rule.max_pixels ? Math.floor : Math.ceil;
  const step = (value: number): number => round(value / 8) * 8;
  return { width: step(Math.sqrt(area * shape)), height: step(Math.sqrt(area / shape)) };
}

export const offeredOf = (offered: readonly OfferedSize[], size: Size): OfferedSize | undefined =>
  offered.find(each => each.width === size.width && each.height === size.height);

export const parseSize = (text: string | null | undefined): Size | null => {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text ?? '');
  return match === null ? null : { width: Number(match[1]), height: Number(match[2]) };
};

export const sizeText = ({ width, height }: Size): string => `${width}x${height}`;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
