import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isMoney, type Need, tightest } from '@/domain/usage/limits';
import { leftText, needText } from '@/domain/usage/limitText';
import type { OwnLimits } from '@/domain/usage/useOwnLimits';
import { usePhone } from '@/ui/useMediaQuery';
import { ComposerNotice } from './ComposerNotice';

/** Before the click: that it would be refused, with the figures; on a phone, which has no room for them else, also that little is left. */
export function LimitNotice({ own, need }: { own: OwnLimits; need: Need }) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const navigate = useNavigate();
  const worst = tightest(own.limits, need);
  if (worst === undefined || worst.standing === 'fine' || (worst.standing === 'near' && !phone)) return null;
  const { limit, standing } = worst;
  const needed = isMoney(limit.kind) ? (need.cost ?? 0) : need.pictures;
  return (
    <ComposerNotice
      text={
        standing === 'over'
          ? needText(t, limit, needed, own.currency, i18n.language)
          : leftText(t, limit, own.currency, i18n.language)
      }
      tone="odd"
      action={t('limits.see')}
      onAction={() => void navigate('/usage')}
    />
  );
}
