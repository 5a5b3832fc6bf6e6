import type { Model, ParameterValue } from '@/api/types';
import type { Size } from './size';

export const SIDES = ['top', 'right', 'bottom', 'left'] as const;

type Side = (typeof SIDES)[number];

/** How far a picture is to grow, as shares of its own height (top, bottom) and width (left, right). */
export type Margins = Readonly<Record<Side, number>>;

/** It paints beyond the edges, side by side as its options say. */
export const isOutpaint = (model: Model): boolean =>
  model.modes.includes('outpaint') && SIDES.every(side => model.options[side]?.type === 'number');

export function marginsOf(parameters: Readonly<Record<string, ParameterValue>>): Margins {
  const of = (side: Side): number => (typeof parameters[side] === 'number' ? parameters[side] : 0);
  return { top: of('top'), right: of('right'), bottom: of('bottom'), left: of('left') };
}

export const grownSize = ({ width, height }: Size, { top, right, bottom, left }: Margins): Size => ({
  width: Math.round(width * (1 + left + right)),
  height: Math.round(height * (1 + top + bottom)),
});

/** The least margins, alike on opposite sides, that give a picture this shape; null where a side would have to grow too far. */
export function marginsForRatio({ width, height }: Size, ratio: number, most: number): Margins | null {
  const wider = (ratio * height) / width - 1;
  const higher = width / ratio / height - 1;
  const side = (share: number): number => Math.max(Math.round((share / 2) * 1000) / 1000, 0);
  const margins = { top: side(higher), bottom: side(higher), left: side(wider), right: side(wider) };
  return Math.max(margins.top, margins.left) > most ? null : margins;
}
