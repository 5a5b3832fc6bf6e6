import type { Limit, Usage, UsageRow } from '@/api/types';

/** What was made in a month that ends today, the 28th: pictures by day, and how they are shared out. */
const PICTURES = [
  18, 71, 81, 65, 86, 73, 23, 16, 76, 83, 113, 92, 69, 30, 27, 67, 77, 97, 83, 62, 24, 43, 0, 0, 51, 66, 38, 36,
];
const PRICE = 0.22;
const TODAY = '2026-11-28';

const SHARES = {
  model: [
    ['jimeng-t2i-4.0', 0.64],
    ['seedream-4.5', 0.25],
    ['retired-model', 0.11],
  ],
  user: [
    ['local', 0.5],
    ['usr_2', 0.34],
    ['usr_3', 0.16],
  ],
  team: [
    ['tem_1', 0.7],
    [null, 0.3],
  ],
  key: [
    ['key_1', 0.8],
    ['key_2', 0.2],
  ],
} as const;

const figures = (pictures: number) => ({
  jobs: Math.ceil(pictures / 2),
  pictures,
  cost: Math.round(pictures * PRICE * 100) / 100,
  reserved_pictures: 0,
  reserved_cost: 0,
});

export class FakeUsage {
  limits: Limit[] = [];
  /** So much of each day was made. */
  factor = 1;

  answer(asked: URLSearchParams): Usage {
    const from = asked.get('from') ?? '2026-11-01';
    const to = asked.get('to') ?? TODAY;
    const factor = from.startsWith('2026-11') ? this.factor : 0;
    const by = (asked.get('group_by') ?? 'day').split(',')[0] as 'day' | keyof typeof SHARES;
    const total = Math.round(PICTURES.reduce((sum, each) => sum + each, 0) * factor);
    const data: UsageRow[] =
      total === 0
        ? []
        : by === 'day'
          ? PICTURES.map((pictures, i) => {
              const day = `2026-11-${String(i + 1).padStart(2, '0')}`;
              const waits = day === TODAY ? { reserved_pictures: 6, reserved_cost: 1.32 } : {};
              return { day, ...figures(Math.round(pictures * factor)), ...waits };
            }).filter(row => row.pictures > 0)
          : SHARES[by].map(([id, share]) => ({ [by]: id, ...figures(Math.round(total * share)) }));
    return {
      from,
      to,
      utc_offset: '+08:00',
      currency: 'CNY',
      total: { ...figures(total), reserved_pictures: total === 0 ? 0 : 6, reserved_cost: total === 0 ? 0 : 1.32 },
      data,
      limits: asked.get('all') === 'true' ? [] : this.limits,
    };
  }
}

const resets = { day: '2026-11-29T00:00:00+08:00', month: '2026-12-01T00:00:00+08:00' };

export const pictureLimit = (limit: number, used: number): Limit => ({
  kind: 'pictures_per_day',
  of: 'user',
  id: 'local',
  limit,
  used,
  left: Math.max(limit - used, 0),
  resets_at: resets.day,
});

export const moneyLimit = (limit: number, used: number, of = 'user', id = 'local'): Limit => ({
  kind: 'cost_per_month',
  of,
  id,
  limit,
  used,
  left: Math.max(Math.round((limit - used) * 100) / 100, 0),
  resets_at: resets.month,
});
