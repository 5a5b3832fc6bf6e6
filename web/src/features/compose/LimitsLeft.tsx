import { useTranslation } from 'react-i18next';
import type { Need } from '@/domain/usage/limits';
import { standingOf } from '@/domain/usage/limits';
import { leftText } from '@/domain/usage/limitText';
import type { OwnLimits } from '@/domain/usage/useOwnLimits';
import look from './LimitsLeft.module.css';

/** What is left of each limit, beside the price. Its room is there before it is known. */
export function LimitsLeft({ own, need }: { own: OwnLimits | null; need: Need }) {
  const { t, i18n } = useTranslation();
  return (
    <span className={look.left}>
      {own?.limits.map(limit => (
        <small key={limit.kind} data-standing={standingOf(limit, need)}>
          {leftText(t, limit, own.currency, i18n.language)}
        </small>
      ))}
    </span>
  );
}
