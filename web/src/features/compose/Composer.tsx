import { lazy, type SubmitEvent, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/queries';
import type { Model, Style } from '@/api/types';
import {
  countOf,
  type Draft,
  draftProblem,
  type DraftProblem,
  fitDraft,
  isUnfinished,
  modelOf,
  requestOf,
  takesPrompt,
} from '@/domain/draft/draft';
import { changeDraft, forgetReplaced, useDraft } from '@/domain/draft/store';
import { submit } from '@/domain/jobs/submits';
import { localized, priceOf } from '@/domain/models/format';
import { allModels, allStyles } from '@/domain/models/queries';
import { useStyles } from '@/domain/models/styles';
import { useModels } from '@/domain/models/useModels';
import { useUploads } from '@/domain/draft/uploads';
import type { Need } from '@/domain/usage/limits';
import { useOwnLimits } from '@/domain/usage/useOwnLimits';
import { usePhone } from '@/ui/useMediaQuery';
import { scrollToTop } from '@/ui/scrollToTop';
import styles from './Composer.module.css';
import { ComposerControls } from './ComposerControls';
import { ComposerMessages } from './ComposerMessages';
import { ControlsSkeleton } from './ControlsSkeleton';
import { LimitNotice } from './LimitNotice';
import { MaskEditor } from './mask/MaskEditor';
import { PromptInput } from './PromptInput';
import { AddReference } from './references/AddReference';
import { DropHint } from './references/DropHint';
import { useDockHeight } from './useDockHeight';
import { useFittedDraft } from './useFittedDraft';

/** Most pictures are made of words alone. */
const ReferenceRow = lazy(() => import('./references/ReferenceRow').then(module => ({ default: module.ReferenceRow })));

export function Composer() {
  const { t, i18n } = useTranslation();
  const { draft, fills, masking } = useDraft();
  const phone = usePhone();
  const models = useModels();
  const presets = useStyles();
  const model = models.data === undefined ? undefined : modelOf(models.data, draft);
  const isSending = useUploads(state => state.pending.length > 0);
  const problem = model === undefined ? null : problemOf(draft, model, presets);
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const dock = useRef<HTMLDivElement>(null);
  /** What somebody asked for who was faster than the list of models. */
  const wanted = useRef<string | null>(null);
  // Where the model must have a picture, the place for it is there from the start.
  const isEmpty = draft.references.length === 0 && !isSending && (model?.references?.min ?? 0) === 0;
  const own = useOwnLimits();
  const need = needOf(draft, model, own?.currency);
  useDockHeight(dock);
  useFittedDraft(models.data ?? [], model);

  useEffect(() => {
    const area = input.current;
    if (fills === 0 || area === null) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }, [fills]);

  const send = (event?: SubmitEvent): void => {
    event?.preventDefault();
    // What was changed in this very event is not drawn yet.
    const { draft } = useDraft.getState();
    if (model === undefined) void sendLater(draft);
    else sendNow(draft, model, presets);
  };

  /** It goes out as soon as it can be checked, unless they have gone on typing meanwhile. */
  const sendLater = async ({ prompt }: Draft): Promise<void> => {
    if (wanted.current === prompt) return;
    wanted.current = prompt;
    try {
      const all = await queries.query({ ...allModels, staleTime: 'static' });
      const { draft } = useDraft.getState();
      const model = modelOf(all, draft);
      const known = queries.getQueryData(allStyles.queryKey) ?? [];
      if (wanted.current === draft.prompt && model !== undefined) sendNow(fitDraft(draft, model).draft, model, known);
    } catch {
      // The page says that there are no models, and offers to ask for them again.
    } finally {
      wanted.current = null;
    }
  };

  const sendNow = (draft: Draft, model: Model, presets: readonly Style[]): void => {
    if (problemOf(draft, model, presets) !== null) {
      setTried(true);
      input.current?.focus();
      return;
    }
    submit(requestOf(draft, model));
    setTried(false);
    // The rest stays: the next picture is usually a variation. The words are on the card, one click away.
    if (takesPrompt(model)) changeDraft({ prompt: '' });
    forgetReplaced();
    scrollToTop();
  };

  return (
    <>
      <div className={styles.dock} ref={dock}>
        <form className={styles.composer} onSubmit={send} aria-label={t('compose.label')}>
          {!isEmpty && (
            <Suspense fallback={null}>
              <ReferenceRow draft={draft} model={model} />
            </Suspense>
          )}
          <div className={styles.words}>
            {model !== undefined && !takesPrompt(model) ? (
              <p className={styles.noPrompt}>
                {t('compose.noPrompt', { model: localized(model.name, i18n.language) })}
              </p>
            ) : (
              <PromptInput
                ref={input}
                placeholder={t(model?.references == null ? 'compose.placeholder' : 'compose.placeholderWith')}
                value={draft.prompt}
                onChange={prompt => changeDraft({ prompt })}
                onSubmit={send}
                maxLength={model?.prompt.max_length}
                invalid={problem === 'prompt_long' || (tried && problem === 'prompt_empty')}
              />
            )}
            {phone && model?.references != null && isEmpty && (
              <AddReference look="icon" several={model.references.max > 1} />
            )}
          </div>
          <ComposerMessages
            draft={draft}
            model={model}
            problem={problem !== null && isUnfinished(problem) && !tried ? null : problem}
            styles={presets}
            modelsFailed={models.isError}
            onReload={() => void models.refetch()}
          />
          {own !== null && <LimitNotice own={own} need={need} />}
          {model === undefined ? (
            <ControlsSkeleton />
          ) : (
            <ComposerControls
              draft={draft}
              models={models.data ?? []}
              model={model}
              styles={presets}
              ready={problem === null}
              own={own}
              need={need}
            />
          )}
        </form>
      </div>
      <DropHint />
      {masking && model?.mask != null && draft.references[0] !== undefined && (
        <MaskEditor reference={draft.references[0]} draft={draft} model={model} onSubmit={send} />
      )}
    </>
  );
}

/** What the draft asks of the limits; a price in another currency is not counted by them. */
function needOf(draft: Draft, model: Model | undefined, currency: string | undefined): Need {
  if (model === undefined) return { pictures: 0, cost: null };
  const pictures = countOf(draft, model);
  return { pictures, cost: model.price.currency === currency ? priceOf(model, pictures) : null };
}

/** Why it can not be sent; null where it can. */
const problemOf = (draft: Draft, model: Model, presets: readonly Style[]): DraftProblem | null =>
  useUploads.getState().pending.length > 0 ? 'uploading' : draftProblem(draft, model, presets);
