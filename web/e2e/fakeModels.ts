import type { Model, ReferenceRule, SizeRule, Style } from '@/api/types';

const recommended: SizeRule['recommended'] = [
  { tier: '2K', ratio: '1:1', width: 2048, height: 2048 },
  { tier: '2K', ratio: '4:3', width: 2304, height: 1728 },
  { tier: '2K', ratio: '3:4', width: 1728, height: 2304 },
  { tier: '2K', ratio: '3:2', width: 2496, height: 1664 },
  { tier: '2K', ratio: '2:3', width: 1664, height: 2496 },
  { tier: '2K', ratio: '16:9', width: 2560, height: 1440 },
  { tier: '2K', ratio: '9:16', width: 1440, height: 2560 },
  { tier: '2K', ratio: '21:9', width: 3024, height: 1296 },
  { tier: '1K', ratio: '1:1', width: 1024, height: 1024 },
  { tier: '4K', ratio: '1:1', width: 4096, height: 4096 },
  { tier: '4K', ratio: '4:3', width: 4694, height: 3520 },
  { tier: '4K', ratio: '3:2', width: 4992, height: 3328 },
  { tier: '4K', ratio: '16:9', width: 5404, height: 3040 },
];

export const jimeng: Model & { size: SizeRule } = {
  id: 'jimeng-t2i-4.0',
  name: { zh: '即梦 4.0', en: 'Jimeng 4.0' },
  description: {
    zh: '文生图，支持 1K 到 4K，适合海报、插画与写实画面。',
    en: 'Text to image from 1K to 4K, for posters, illustration and photographs.',
  },
  default: true,
  checked_on: '2026-11-23',
  modes: ['text_to_image'],
  prompt: { max_length: 800, required: true, styles: false },
  size: {
    min_pixels: 1048576,
    max_pixels: 16777216,
    min_ratio: 0.3333,
    max_ratio: 3,
    default: { width: 2048, height: 2048 },
    recommended,
  },
  count: { max: 15, default: 1 },
  references: null,
  mask: null,
  options: {},
  limits: null,
  max_seconds: 600,
  parameters: {
    guidance_scale: {
      type: 'number',
      min: 0,
      max: 1,
      default: 0.5,
      name: { zh: '文本强度', en: 'Prompt strength' },
    },
  },
  price: { per_picture: 0.22, currency: 'CNY', source: 'test', verified: true },
  typical_seconds: 18,
};

/** Every kind of parameter there is. */
export const studio: Model = {
  ...jimeng,
  id: 'studio',
  default: false,
  name: { zh: '工作室', en: 'Studio' },
  description: { zh: '每种参数都有一个。', en: 'One parameter of every kind.' },
  count: { max: 1, default: 1 },
  parameters: {
    steps: { type: 'integer', min: 1, max: 50, default: 30, name: { zh: '步数', en: 'Steps' } },
    strength: { type: 'number', min: 0, max: 1, default: 0.6, name: { zh: '参考强度', en: 'Reference strength' } },
    negative_prompt: { type: 'text', max: 300, name: { zh: '负面提示词', en: 'Negative prompt' } },
  },
  options: {
    web_search: { type: 'boolean', default: false, name: { zh: '联网搜索', en: 'Web search' } },
    look: {
      type: 'choice',
      default: 'auto',
      name: { zh: '画风', en: 'Look' },
      choices: [
        { value: 'auto', name: { zh: '自动', en: 'Automatic' } },
        { value: 'photo', name: { zh: '写实摄影', en: 'Photograph' } },
        { value: 'anime', name: { zh: '动漫', en: 'Anime' } },
        { value: 'ink', name: { zh: '水墨', en: 'Ink wash' } },
        { value: 'oil', name: { zh: '油画', en: 'Oil painting' } },
        { value: 'clay', name: { zh: '黏土', en: 'Clay' } },
      ],
    },
  },
  price: { per_picture: 0.3, currency: 'CNY', source: 'test', verified: true },
};

const pictures = (min: number, max: number): ReferenceRule => ({
  min,
  max,
  links: true,
  formats: ['jpeg', 'png', 'webp'],
  max_bytes: 10485760,
  max_pixels: 36000000,
});

/** Takes other things, so that a change of model has something to drop and to show. */
export const seedream: Model = {
  ...jimeng,
  id: 'seedream-4.5',
  default: false,
  name: { zh: 'Seedream 4.5', en: 'Seedream 4.5' },
  description: { zh: '细节与文字排版更稳定，适合精修。', en: 'Steadier detail and lettering, for finished work.' },
  size: { ...jimeng.size, min_pixels: 3686400, recommended: recommended.filter(size => size.tier !== '1K') },
  count: { max: 4, default: 1 },
  parameters: {
    seed: { type: 'integer', min: 0, max: 99999999, default: null, name: { zh: '随机种子', en: 'Seed' } },
    negative_prompt: {
      type: 'text',
      min: null,
      max: 300,
      default: null,
      name: { zh: '负面提示词', en: 'Negative prompt' },
    },
  },
  price: { per_picture: 0.25, currency: 'CNY', source: 'test', verified: true },
};

/** Takes references, makes groups, and chooses the shape itself where one likes. */
export const lite: Model = {
  ...jimeng,
  id: 'seedream-5.0-lite',
  default: false,
  name: { zh: 'Seedream 5.0 Lite', en: 'Seedream 5.0 Lite' },
  description: { zh: '多图参考与组图。', en: 'Several references and groups.' },
  modes: ['text_to_image', 'image_to_image'],
  prompt: { max_length: 4000, required: true, styles: true },
  size: { ...jimeng.size, tiers: ['2K', '4K'] },
  count: { max: 15, default: 1, group_max: 15, group_max_with_references: 15 },
  references: pictures(0, 14),
  parameters: {},
  price: { per_picture: 0.25, currency: 'CNY', source: 'test', verified: true },
};

const seed = {
  seed: { type: 'integer', min: -1, max: 99, default: -1, name: { zh: '随机种子', en: 'Seed' } },
} as const;

export const inpaint: Model = {
  ...jimeng,
  id: 'jimeng-inpaint',
  default: false,
  name: { zh: '即梦局部重绘', en: 'Jimeng inpaint' },
  description: { zh: '涂出一块区域重新画。', en: 'A region is painted anew.' },
  modes: ['inpaint'],
  prompt: { max_length: 120, required: true, styles: false },
  size: null,
  count: { max: 4, default: 1 },
  references: { ...pictures(1, 1), links: false },
  mask: { required: true, formats: ['png', 'jpeg'], max_bytes: 4700000, erase_prompt: '删除' },
  parameters: seed,
  price: { per_picture: 0.2, currency: 'CNY', source: 'test', verified: true },
};

const side = (zh: string, en: string) => ({ type: 'number', min: 0, max: 1, default: 0, name: { zh, en } }) as const;

export const outpaint: Model = {
  ...inpaint,
  id: 'jimeng-outpaint',
  name: { zh: '即梦扩图', en: 'Jimeng outpaint' },
  description: { zh: '把画面向外画。', en: 'Paints beyond the edges.' },
  modes: ['outpaint'],
  prompt: { max_length: 800, required: false, styles: false },
  mask: null,
  options: {
    top: side('向上扩展', 'Beyond the top'),
    bottom: side('向下扩展', 'Beyond the bottom'),
    left: side('向左扩展', 'Beyond the left'),
    right: side('向右扩展', 'Beyond the right'),
  },
};

/** Begins from a picture and needs no words. */
export const upscale: Model = {
  ...inpaint,
  id: 'jimeng-upscale',
  name: { zh: '即梦智能超清', en: 'Jimeng upscale' },
  description: { zh: '把一张图片提升到 4K 或 8K。', en: 'One picture in 4K or 8K.' },
  modes: ['upscale'],
  prompt: { max_length: 0, required: false, styles: false },
  count: { max: 1, default: 1 },
  mask: null,
  parameters: {
    strength: { type: 'integer', min: 0, max: 100, default: 50, name: { zh: '细节强度', en: 'Detail' } },
  },
  options: {
    resolution: {
      type: 'choice',
      default: '4k',
      name: { zh: '分辨率', en: 'Resolution' },
      choices: [
        { value: '4k', name: { zh: '4K', en: '4K' } },
        { value: '8k', name: { zh: '8K', en: '8K' } },
      ],
    },
  },
  price: { per_picture: 0.4, currency: 'CNY', source: 'test', verified: true },
};

export const styles: Style[] = [
  { id: 'photo', name: { zh: '写实摄影', en: 'Photograph' }, prompt: { zh: '写实摄影，自然光', en: 'photorealistic' } },
  { id: 'anime', name: { zh: '日系动漫', en: 'Anime' }, prompt: { zh: '日系动漫风格', en: 'anime style' } },
  { id: 'watercolor', name: { zh: '水彩', en: 'Watercolour' }, prompt: { zh: '水彩画，透明叠色', en: 'watercolour' } },
  {
    id: 'ink',
    name: { zh: '水墨国画', en: 'Chinese ink' },
    prompt: { zh: '中国水墨画', en: 'Chinese ink-wash painting' },
  },
  { id: 'flat', name: { zh: '扁平矢量', en: 'Flat vector' }, prompt: { zh: '扁平矢量插画', en: 'flat vector' } },
];
