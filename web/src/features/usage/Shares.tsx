import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { UsageRow } from '@/api/types';
import { money } from '@/domain/models/format';
import { usageOf } from '@/domain/usage/queries';
import { Meter } from '@/ui/Meter';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { Table } from '@/ui/Table';
import page from './UsagePage.module.css';
import { useNames } from './useNames';
import type { useUsagePage } from './useUsagePage';

/** Who or what the month went to, the largest share first. */
export function Shares({ page: { by, groups, of, question, show } }: { page: ReturnType<typeof useUsagePage> }) {
  const { t, i18n } = useTranslation();
  const nameOf = useNames(by, of);
  const { data: usage } = useQuery(usageOf(question([by])));
  const price = (amount: number): string => money(amount, usage?.currency ?? 'CNY', i18n.language);
  const rows = [...(usage?.data ?? [])].sort((a, b) => b.cost - a.cost || b.pictures - a.pictures);
  const total = usage?.total ?? null;
  const share = (row: UsageRow): number =>
    total === null ? 0 : total.cost > 0 ? row.cost / total.cost : row.pictures / Math.max(total.pictures, 1);
  const number = (count: number): string => new Intl.NumberFormat(i18n.language).format(count);
  const percent = (value: number): string =>
    new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  return (
    <section className={`${page.card} ${page.whole}`} aria-labelledby="shares">
      <div className={page.head}>
        <h2 id="shares">{t(`usage.group.${by}`)}</h2>
        {groups.length > 1 && (
          <Segments
            label={t('usage.by')}
            value={by}
            options={groups.map(value => ({ value, label: t(`usage.group.${value}`) }))}
            onChange={next => show({ by: next })}
          />
        )}
      </div>
      {total === null ? (
        <Skeleton height={160} />
      ) : rows.length === 0 ? (
        <p className={page.none}>{t('usage.nothing')}</p>
      ) : (
        <Table
          label={t(`usage.group.${by}`)}
          columns={[
            { name: t(`usage.head.${by}`) },
            { name: t('usage.share'), isExtra: true },
            { name: t('usage.count'), isNumber: true },
            { name: t('usage.money'), isNumber: true },
            { name: '%', isNumber: true },
          ]}
          rows={rows.map(row => {
            const id = row[by];
            const name = nameOf(id);
            return {
              key: id ?? '',
              cells: [
                name,
                <Meter key="share" label={name} share={share(row)} />,
                number(row.pictures),
                price(row.cost),
                percent(share(row)),
              ],
            };
          })}
          total={[t('usage.total'), '', number(total.pictures), price(total.cost), '']}
        />
      )}
    </section>
  );
}
