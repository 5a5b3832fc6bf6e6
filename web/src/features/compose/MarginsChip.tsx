import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { setParameter, setParameters } from '@/domain/draft/store';
import { grownSize, type Margins, marginsForRatio, marginsOf, SIDES } from '@/domain/models/outpaint';
import { parseRatio } from '@/domain/models/size';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import styles from './MarginsChip.module.css';
import { MarginsPreview } from './MarginsPreview';
import { ParameterField } from './parameters/ParameterField';
import { RatioShape } from './RatioShape';

const RATIOS = ['1:1', '4:3', '3:4', '16:9', '9:16', '21:9'];
const AROUND = 0.25;

/** Where and how far a picture is to grow. */
export function MarginsChip({ draft, model }: { draft: Draft; model: Model }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const margins = marginsOf(draft.parameters);
  const [reference] = draft.references;
  const width = reference?.width ?? null;
  const height = reference?.height ?? null;
  const size = width === null || height === null ? null : { width, height };
  const most = Math.min(...SIDES.map(side => model.options[side]?.max ?? 1));
  const grown = size === null ? null : grownSize(size, margins);
  const grows = Object.values(margins).some(margin => margin > 0);
  const isSame = (other: Margins): boolean => SIDES.every(side => other[side] === margins[side]);
  const around = { top: AROUND, right: AROUND, bottom: AROUND, left: AROUND };
  const offers = [
    { name: t('compose.marginsAround'), shape: { width: 1, height: 1 }, margins: around },
    ...RATIOS.flatMap(ratio => {
      const needed = size === null ? null : marginsForRatio(size, parseRatio(ratio), most);
      if (needed === null || Object.values(needed).every(margin => margin === 0)) return [];
      return [{ name: ratio, shape: { width: parseRatio(ratio), height: 1 }, margins: needed }];
    }),
  ];
  const label = !grows
    ? t('compose.marginsNone')
    : grown === null
      ? t('compose.marginsSet')
      : `${grown.width}×${grown.height}`;
  return (
    <Panel
      title={t('compose.margins')}
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles.body}>
          <MarginsPreview reference={reference} size={size} margins={margins} />
          <div className={styles.offers} role="group" aria-label={t('compose.marginsShape')}>
            {offers.map(offer => (
              <button
                key={offer.name}
                type="button"
                aria-pressed={isSame(offer.margins)}
                onClick={() => setParameters(offer.margins)}
              >
                <RatioShape {...offer.shape} box={18} />
                {offer.name}
              </button>
            ))}
          </div>
          <div className={styles.sides}>
            {SIDES.map(side => {
              const rule = model.options[side];
              return rule === undefined ? null : (
                <ParameterField
                  key={side}
                  rule={rule}
                  value={draft.parameters[side]}
                  onChange={value => setParameter(side, value)}
                />
              );
            })}
          </div>
        </div>
      }
      button={props => (
        <Chip {...props} label={t('compose.margins')}>
          <Icon name="grow" small />
          {label}
        </Chip>
      )}
    />
  );
}
