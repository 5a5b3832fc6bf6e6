import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { changeDraft } from '@/domain/draft/store';
import { money, priceOf } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import styles from './CountChip.module.css';

const QUICK = [1, 2, 4, 8];

export function CountChip({ count, model }: { count: number; model: Model }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const max = model.count.max;
  const set = (next: number): void => changeDraft({ count: Math.min(Math.max(next, 1), max) });
  const price = money(priceOf(model, count), model.price.currency, i18n.language);
  return (
    <Panel
      title={t('compose.count')}
      open={open}
      onOpenChange={setOpen}
      content={
        <>
          <div className={styles.stepper}>
            <button type="button" aria-label={t('compose.fewer')} disabled={count <= 1} onClick={() => set(count - 1)}>
              <Icon name="minus" small />
            </button>
            <output aria-live="polite">{t('compose.pictures', { count })}</output>
            <button type="button" aria-label={t('compose.more')} disabled={count >= max} onClick={() => set(count + 1)}>
              <Icon name="plus" small />
            </button>
          </div>
          <div className={styles.quick} role="group" aria-label={t('compose.count')}>
            {[...QUICK.filter(each => each < max), max].map(each => (
              <button key={each} type="button" aria-pressed={each === count} onClick={() => set(each)}>
                {each}
              </button>
            ))}
          </div>
          <p className={styles.hint}>{t('compose.countHint', { max, price })}</p>
        </>
      }
      button={props => (
        <Chip {...props} label={t('compose.count')}>
          {i18n.language === 'en' ? `${count}×` : t('compose.pictures', { count })}
        </Chip>
      )}
    />
  );
}
