import { useTranslation } from 'react-i18next';
import type { UsageRow } from '@/api/types';
import { money } from '@/domain/models/format';
import { Table } from '@/ui/Table';
import { dayText } from './days';
import styles from './DayTable.module.css';

/** What the bars show, in figures. */
export function DayTable({ rows, currency }: { rows: readonly UsageRow[]; currency: string }) {
  const { t, i18n } = useTranslation();
  return (
    <details className={styles.details}>
      <summary>{t('usage.asTable')}</summary>
      <Table
        label={t('usage.byDay')}
        columns={[
          { name: t('usage.day') },
          { name: t('usage.dayCount'), isNumber: true },
          { name: t('usage.money'), isNumber: true },
          { name: t('usage.dayReserved'), isNumber: true },
        ]}
        rows={rows.map(row => ({
          key: row.day ?? '',
          cells: [
            dayText(row.day ?? '', i18n.language),
            row.pictures,
            money(row.cost, currency, i18n.language),
            row.reserved_pictures === 0 ? '—' : money(row.reserved_cost, currency, i18n.language),
          ],
        }))}
      />
    </details>
  );
}
