import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { countMax, type Draft, makesGroups } from '@/domain/draft/draft';
import { changeDraft } from '@/domain/draft/store';
import { priceText } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import styles from './CountChip.module.css';

const QUICK = [1, 2, 4, 8];
/** What a group begins with: one picture belongs to nothing. */
const GROUP = 4;

export function CountChip({ draft, count, model }: { draft: Draft; count: number; model: Model }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const { group } = draft;
  const max = countMax(draft, model);
  const set = (next: number): void => changeDraft({ count: Math.min(Math.max(next, 1), max) });
  const price = priceText(model, count, i18n.language);
  return (
    <Panel
      title={t('compose.count')}
      open={open}
      onOpenChange={setOpen}
      content={
        <>
          {makesGroups(model) && (
            <div role="radiogroup" aria-label={t('compose.groupLabel')} className={styles.kinds}>
              {[false, true].map(each => (
                <label key={String(each)}>
                  <input
                    type="radio"
                    name="group"
                    className="sr-only"
                    checked={each === group}
                    onChange={() => changeDraft({ group: each, ...(each && count === 1 ? { count: GROUP } : {}) })}
                  />
                  {t(each ? 'compose.group' : 'compose.single')}
                </label>
              ))}
            </div>
          )}
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
          <p className={styles.hint}>{t(group ? 'compose.groupHint' : 'compose.countHint', { max, price })}</p>
        </>
      }
      button={props => (
        <Chip {...props} label={t('compose.count')}>
          {group
            ? t('compose.groupOf', { count })
            : i18n.language === 'en'
              ? `${count}×`
              : t('compose.pictures', { count })}
        </Chip>
      )}
    />
  );
}
