import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SizeRule } from '@/api/types';
import { changeDraft } from '@/domain/draft/store';
import { offeredOf, offeredSizes, type Size, tiersOf } from '@/domain/models/size';
import { Icon } from '@/ui/Icon';
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
  /** In place of a size. */
  tier: string | null;
  rule: SizeRule;
}

export function SizeChip({ size: asked, tier: askedTier, rule }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const offered = useMemo(() => offeredSizes(rule), [rule]);
  const size = asked ?? rule.default ?? offered[0] ?? SQUARE;
  const isAuto = askedTier !== null;
  const chosen = isAuto ? undefined : offeredOf(offered, size);
  const ownTiers = rule.tiers ?? [];
  // With a custom size no tier is chosen; the squares then offer the first tier that has them.
  const tier =
    askedTier ??
    chosen?.tier ??
    (rule.default == null ? undefined : offeredOf(offered, rule.default))?.tier ??
    offered[0]?.tier;
  const ofTier = offered.filter(each => each.tier === tier);

  const choose = ({ width, height }: Size): void => changeDraft({ size: { width, height }, tier: null });
  const chooseTier = (next: string): void => {
    if (isAuto && ownTiers.includes(next)) return changeDraft({ tier: next });
    const same = offered.find(each => each.tier === next && each.ratio === chosen?.ratio);
    const any = same ?? offered.find(each => each.tier === next);
    if (any !== undefined) choose(any);
  };
  const auto = ownTiers.find(each => each === tier) ?? ownTiers[0];
  const tiers = isAuto ? ownTiers : tiersOf(rule);

  return (
    <Panel
      title={t('compose.size')}
      open={open}
      onOpenChange={setOpen}
      content={
        <>
          <div role="radiogroup" aria-label={t('compose.ratio')} className={styles.ratios}>
            {auto !== undefined && (
              <label className={styles.option} title={t('compose.autoHint')}>
                <input
                  type="radio"
                  name="ratio"
                  className="sr-only"
                  checked={isAuto}
                  onChange={() => changeDraft({ size: null, tier: auto })}
                />
                <Icon name="spark" />
                {t('compose.auto')}
              </label>
            )}
            {ofTier.map(each => (
              <label key={each.ratio} className={styles.option}>
                <input
                  type="radio"
                  name="ratio"
                  className="sr-only"
                  checked={each === chosen}
                  onChange={() => choose(each)}
                />
                <RatioShape width={each.width} height={each.height} box={22} />
                {each.ratio}
              </label>
            ))}
          </div>
          <div role="radiogroup" aria-label={t('compose.tier')} className={styles.tiers}>
            {tiers.map(each => (
              <label key={each} className={styles.option}>
                <input
                  type="radio"
                  name="tier"
                  className="sr-only"
                  checked={each === (askedTier ?? chosen?.tier)}
                  onChange={() => chooseTier(each)}
                />
                {each}
              </label>
            ))}
          </div>
          {isAuto ? (
            <p className={styles.hint}>{t('compose.autoHint')}</p>
          ) : (
            <CustomSize rule={rule} size={size} onChange={choose} />
          )}
        </>
      }
      button={props => (
        <Chip {...props} label={t('compose.size')}>
          {!isAuto && (
            <span data-shape>
              <RatioShape width={size.width} height={size.height} box={13} />
            </span>
          )}
          {isAuto ? t('compose.auto') : (chosen?.ratio ?? `${size.width}×${size.height}`)}
          {(askedTier ?? chosen?.tier) !== undefined && <span data-quiet>{askedTier ?? chosen?.tier}</span>}
        </Chip>
      )}
    />
  );
}
