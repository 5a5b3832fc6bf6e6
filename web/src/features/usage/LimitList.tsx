import { useTranslation } from 'react-i18next';
import type { Limit, Usage } from '@/api/types';
import { useOwnTeams } from '@/domain/account/account';
import { isMoney, shareOf, toneOf } from '@/domain/usage/limits';
import { amountText } from '@/domain/usage/limitText';
import { dateTimeText } from '@/ui/dateText';
import { Meter } from '@/ui/Meter';
import styles from './LimitList.module.css';
import page from './UsagePage.module.css';

/** Each limit: what is used of it, and when it is counted anew. */
export function LimitList({ usage }: { usage: Usage }) {
  const { t } = useTranslation();
  return (
    <section className={page.card} aria-labelledby="limits">
      <h2 id="limits">{t('usage.limits')}</h2>
      {usage.limits.length === 0 ? (
        <p className={styles.none}>
          {t('usage.limitsNone')} {t('usage.limitsHelp')}
        </p>
      ) : (
        <ul className={styles.list}>
          {usage.limits.map(limit => (
            <LimitEntry key={`${limit.id} ${limit.kind}`} limit={limit} currency={usage.currency} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LimitEntry({ limit, currency }: { limit: Limit; currency: string }) {
  const { t, i18n } = useTranslation();
  const team = useOwnTeams().find(({ id }) => id === limit.id);
  const amount = (value: number): string => amountText(t, limit.kind, value, currency, i18n.language);
  const kind = t(`limits.kind.${isMoney(limit.kind) ? 'cost_per_month' : 'pictures_per_day'}`);
  const name = team === undefined ? kind : `${kind} · ${team.name}`;
  const tone = toneOf(limit);
  return (
    <li>
      <span className={styles.name}>
        {name}
        {tone !== 'accent' && <em data-tone={tone}>{t(tone === 'red' ? 'limits.full' : 'limits.near')}</em>}
      </span>
      <span className={styles.used}>
        <b>{amount(limit.used)}</b> / {amount(limit.limit)}
      </span>
      <Meter label={name} share={shareOf(limit)} tone={tone} />
      <small>
        {t('limits.left', { left: amount(limit.left) })} ·{' '}
        {t('limits.resets', { time: dateTimeText(limit.resets_at, i18n.language) })}
      </small>
    </li>
  );
}
