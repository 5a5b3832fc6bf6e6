import { useTranslation } from 'react-i18next';
import type { Model, Style } from '@/api/types';
import { countOf, type Draft } from '@/domain/draft/draft';
import { priceText } from '@/domain/models/format';
import { isOutpaint } from '@/domain/models/outpaint';
import { targetOf } from '@/domain/models/parameters';
import type { Need } from '@/domain/usage/limits';
import type { OwnLimits } from '@/domain/usage/useOwnLimits';
import { usePhone } from '@/ui/useMediaQuery';
import look from './ComposerControls.module.css';
import { CountChip } from './CountChip';
import { LimitsLeft } from './LimitsLeft';
import { MarginsChip } from './MarginsChip';
import { ModelChip } from './ModelChip';
import { OptionsChip } from './OptionsChip';
import { AddReference } from './references/AddReference';
import { SizeChip } from './SizeChip';
import { StyleChip } from './StyleChip';
import { TargetChip } from './TargetChip';

interface Props {
  draft: Draft;
  models: readonly Model[];
  model: Model;
  styles: readonly Style[];
  ready: boolean;
  own: OwnLimits | null;
  need: Need;
}

const keys = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ Enter' : 'Ctrl Enter';

export function ComposerControls({ draft, models, model, styles, ready, own, need }: Props) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const hasRow = draft.references.length > 0 || (model.references?.min ?? 0) > 0;
  const target = targetOf(model);
  const count = countOf(draft, model);
  const price = priceText(model, count, i18n.language);
  return (
    <div className={look.controls}>
      <ModelChip models={models} model={model} />
      {model.size !== null && <SizeChip key={model.id} size={draft.size} tier={draft.tier} rule={model.size} />}
      {isOutpaint(model) && <MarginsChip draft={draft} model={model} />}
      {target !== undefined && <TargetChip draft={draft} name={target.name} rule={target.rule} />}
      {model.count.max > 1 && <CountChip draft={draft} count={count} model={model} />}
      {!phone && model.references !== null && !hasRow && (
        <AddReference look="chip" several={model.references.max > 1} />
      )}
      {!phone && model.prompt.styles && <StyleChip style={draft.style} styles={styles} />}
      <OptionsChip draft={draft} models={models} model={model} styles={styles} />
      <LimitsLeft own={own} need={need} />
      <button type="submit" className={ready ? look.go : look.idle} title={t('compose.shortcut', { keys })}>
        {t('compose.submit')} <small>{price}</small>
        <span className="sr-only"> {t('compose.pictures', { count })}</span>
      </button>
    </div>
  );
}
