import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { changeDraft } from '@/domain/draft/store';
import { offeredOf, offeredSizes, tiersOf } from '@/domain/models/size';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { CustomSize } from './CustomSize';
import { RatioShape } from './RatioShape';
import styles from './SizeChip.module.css';

export function SizeChip({ draft, model }: { draft: Draft; model: Model }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const offered = useMemo(() => offeredSizes(model.size), [model]);
  const size = draft.size ?? model.size.default;
  const chosen = offeredOf(offered, size);
  // With a custom size no tier is chosen; the squares then offer the first tier that has them.
  const tier = chosen?.tier ?? offeredOf(offered, model.size.default)?.tier ?? offered[0]?.tier;
  const ofTier = offered.filter(each => each.tier === tier);

  const chooseTier = (next: string): void => {
    const same = offered.find(each => each.tier === next && each.ratio === chosen?.ratio);
    const any = same ?? offered.find(each => each.tier === next);
    if (any !== undefined) changeDraft({ size: { width: any.width, height: any.height } });
  };

  return (
    <Panel
      title={t('compose.size')}
      open={open}
      onOpenChange={setOpen}
      content={
        <>
          <div role="radiogroup" aria-label={t('compose.ratio')} className={styles.ratios}>
            {ofTier.map(each => (
              <label key={each.ratio} className={styles.option}>
                <input
                  type="radio"
                  name="ratio"
                  className="sr-only"
                  checked={each === chosen}
                  onChange={() => changeDraft({ size: { width: each.width, height: each.height } })}
                />
                <RatioShape width={each.width} height={each.height} box={22} />
                {each.ratio}
              </label>
            ))}
          </div>
          <div role="radiogroup" aria-label={t('compose.tier')} className={styles.tiers}>
            {tiersOf(model.size).map(each => (
              <label key={each} className={styles.option}>
                <input
                  type="radio"
                  name="tier"
                  className="sr-only"
                  checked={each === chosen?.tier}
                  onChange={() => chooseTier(each)}
                />
                {each}
              </label>
            ))}
          </div>
          <CustomSize key={model.id} rule={model.size} size={size} onChange={next => changeDraft({ size: next })} />
        </>
      }
      button={props => (
        <Chip {...props} label={t('compose.size')}>
          <RatioShape width={size.width} height={size.height} box={13} />
          {chosen?.ratio ?? `${size.width}×${size.height}`}
          {chosen !== undefined && <span data-quiet>{chosen.tier}</span>}
        </Chip>
      )}
    />
  );
}
