import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SizeRule } from '@/api/types';
import { changeDraft } from '@/domain/draft/store';
import { offeredOf, offeredSizes, type Size, tiersOf } from '@/domain/models/size';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { CustomSize } from './CustomSize';
import { RatioShape } from './RatioShape';
import styles from './SizeChip.module.css';

/** What a custom size begins from where the model names none. */
const SQUARE: Size = { width: 1024, height: 1024 };

interface Props {
  /** Null where none was chosen. */
  size: Size | null;
  rule: SizeRule;
}

export function SizeChip({ size: asked, rule }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const offered = useMemo(() => offeredSizes(rule), [rule]);
  const size = asked ?? rule.default ?? offered[0] ?? SQUARE;
  const chosen = offeredOf(offered, size);
  // With a custom size no tier is chosen; the squares then offer the first tier that has them.
  const tier =
    chosen?.tier ?? (rule.default === null ? undefined : offeredOf(offered, rule.default))?.tier ?? offered[0]?.tier;
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
            {tiersOf(rule).map(each => (
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
          <CustomSize rule={rule} size={size} onChange={next => changeDraft({ size: next })} />
        </>
      }
      button={props => (
        <Chip {...props} label={t('compose.size')}>
          <span data-shape>
            <RatioShape width={size.width} height={size.height} box={13} />
          </span>
          {chosen?.ratio ?? `${size.width}×${size.height}`}
          {chosen !== undefined && <span data-quiet>{chosen.tier}</span>}
        </Chip>
      )}
    />
  );
}
