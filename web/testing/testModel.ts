import type { Model, ReferenceRule, SizeRule } from '@/api/types';

/** What a model takes of its pictures, for tests. */
export const testReferences = (min: number, max = 1): ReferenceRule => ({
  min,
  max,
  links: true,
  formats: ['jpeg', 'png'],
  max_bytes: 4_700_000,
});

/** A model for tests. */
export const testModel: Model & { size: SizeRule } = {
  id: 'jimeng-t2i-4.0',
  name: { zh: '即梦 4.0', en: 'Jimeng 4.0' },
  description: { zh: '', en: '' },
  default: true,
  checked_on: '2026-11-23',
  modes: ['text_to_image'],
  prompt: { max_length: 20, required: true, styles: false },
  size: {
    min_pixels: 1048576,
    max_pixels: 16777216,
    min_ratio: 0.3333,
    max_ratio: 3,
    default: { width: 2048, height: 2048 },
    recommended: [
      { tier: '2K', ratio: '1:1', width: 2048, height: 2048 },
      { tier: '2K', ratio: '3:2', width: 2496, height: 1664 },
      { tier: '2K', ratio: '2:3', width: 1664, height: 2496 },
      { tier: '2K', ratio: '16:9', width: 2560, height: 1440 },
      { tier: '2K', ratio: '21:9', width: 3024, height: 1296 },
      { tier: '1K', ratio: '1:1', width: 1024, height: 1024 },
      { tier: '4K', ratio: '1:1', width: 4096, height: 4096 },
    ],
  },
  count: { max: 15, default: 1 },
  references: null,
  mask: null,
  options: {},
  limits: null,
  max_seconds: 600,
  parameters: {
    guidance_scale: { type: 'number', min: 0, max: 1, default: 0.5, name: { zh: '文本强度', en: 'Prompt strength' } },
    seed: { type: 'integer', min: 0, max: 100, default: null, name: { zh: '种子', en: 'Seed' } },
    style: { type: 'text', min: null, max: 5, default: null, name: { zh: '风格', en: 'Style' } },
  },
  price: { per_picture: 0.22, currency: 'CNY', source: 'test', verified: true },
  typical_seconds: 18,
};
