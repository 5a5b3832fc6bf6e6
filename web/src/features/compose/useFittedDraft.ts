import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { type Dropped, fitDraft } from '@/domain/draft/draft';
import { changeDraft, useDraft } from '@/domain/draft/store';
import { localized } from '@/domain/models/format';
import { ruleNamed } from '@/domain/models/parameters';
import { showDropped } from './dropped';
import { listText } from './listText';

/** However a draft came to a model (chosen, filled from a job, kept from another day), it keeps what fits and says what does not. */
export function useFittedDraft(models: readonly Model[], model: Model | undefined): void {
  const { t, i18n } = useTranslation();
  const { draft, fills } = useDraft();
  const nameOf = (dropped: Dropped): string => {
    if (typeof dropped === 'string') return t(`compose.${dropped}`);
    const rule = ruleNamed(models, dropped.parameter);
    return rule === undefined ? dropped.parameter : localized(rule.name, i18n.language);
  };
  const fit = useEffectEvent(() => {
    if (model === undefined) return;
    const fitted = fitDraft(draft, model);
    if (fitted.dropped.length === 0) return showDropped(null);
    changeDraft(fitted.draft);
    showDropped({
      model: localized(model.name, i18n.language),
      names: listText(fitted.dropped.map(nameOf), i18n.language),
    });
  });
  useEffect(() => fit(), [model, fills]);
}
