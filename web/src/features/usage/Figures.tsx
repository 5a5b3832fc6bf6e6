import { useTranslation } from 'react-i18next';
import type { Usage } from '@/api/types';
import { money } from '@/domain/models/format';
import { Meter } from '@/ui/Meter';
import { isMoney, shareOf, toneOf } from '@/domain/usage/limits';
import styles from './Figures.module.css';
import page from './UsagePage.module.css';

interface Props {
  usage: Usage;
  /** own, all, or the id of a team. */
  of: string;
  title: string;
  today: string | undefined;
}

/** A month in a few figures. */
export function Figures({ usage, of, title, today }: Props) {
  const { t, i18n } = useTranslation();
  const { total, currency, data, limits } = usage;
  const price = (amount: number): string => money(amount, currency, i18n.language);
  const number = (count: number): string => new Intl.NumberFormat(i18n.language).format(count);
  const ofToday = data.find(row => row.day === today);
  // That of a team is no budget of what one has made alone.
  const budget = limits.find(limit => isMoney(limit.kind) && (of === 'own' ? limit.of === 'user' : limit.id === of));
  const isNow = today !== undefined && usage.from <= today && today <= usage.to;
  const facts = [
    [number(total.pictures), t('usage.pictures', { count: total.pictures })],
    [number(total.jobs), t('usage.jobs', { count: total.jobs })],
    [total.pictures === 0 ? '—' : price(total.cost / total.pictures), t('usage.perPicture')],
    ...(isNow ? [[price(ofToday?.cost ?? 0), t('usage.today')]] : []),
    ...(total.reserved_pictures > 0 ? [[price(total.reserved_cost), t('usage.reserved')]] : []),
  ] as const;
  return (
    <section className={`${page.card} ${styles.figures} ${of === 'all' ? page.whole : ''}`} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.cost}>
        <b>{price(total.cost)}</b>
        {budget !== undefined && isNow && <span>/ {price(budget.limit)}</span>}
      </p>
      {budget !== undefined && isNow && (
        <>
          <Meter label={t('limits.kind.cost_per_month')} share={shareOf(budget)} tone={toneOf(budget)} />
          <p className={styles.left}>{t('limits.leftMonth', { left: price(budget.left) })}</p>
        </>
      )}
      <dl className={styles.facts}>
        {facts.map(([figure, name]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {total.reserved_pictures > 0 && <p className={styles.left}>{t('usage.reservedHint')}</p>}
    </section>
  );
}
