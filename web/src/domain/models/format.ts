import type { Model } from '@/api/types';
import { offeredOf, offeredSizes, type Size } from './size';

/** Which of a catalogue text's two languages. */
export const localized = (text: { zh: string; en: string }, language: string): string =>
  language.startsWith('zh') ? text.zh : text.en;

export function money(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(amount);
}

/** Binary fractions would show 0.22 × 3 as 0.6600000000000001. */
export const priceOf = (model: Model, count: number): number => Math.round(model.price.per_picture * count * 1e6) / 1e6;

/** An estimate must not look like a bill: it is marked where neither a price list nor a contract says so. */
export const estimated = (price: string, verified: boolean): string => (verified ? price : `≈ ${price}`);

/** What so many pictures cost at the catalogue's price; null where the model is no longer offered. */
export function priceText(model: Model, count: number, language: string): string;
export function priceText(model: Model | undefined, count: number, language: string): string | null;
export function priceText(model: Model | undefined, count: number, language: string): string | null {
  if (model === undefined) return null;
  return estimated(money(priceOf(model, count), model.price.currency, language), model.price.verified);
}

/** `3:2 · 2K` where the model offers that size, else the pixels. */
export function sizeLabel(model: Model | undefined, size: Size): string {
  const offered = model?.size == null ? undefined : offeredOf(offeredSizes(model.size), size);
  return offered === undefined ? `${size.width}×${size.height}` : `${offered.ratio} · ${offered.tier}`;
}
