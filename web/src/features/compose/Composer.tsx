import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftProblem, modelOf, requestOf } from '@/domain/draft/draft';
import { changeDraft, forgetReplaced, useDraft } from '@/domain/draft/store';
import { submit } from '@/domain/jobs/submits';
import { useModels } from '@/domain/models/useModels';
import { scrollToTop } from '@/ui/scrollToTop';
import styles from './Composer.module.css';
import { ComposerControls } from './ComposerControls';
import { ComposerMessages } from './ComposerMessages';
import { ControlsSkeleton } from './ControlsSkeleton';
import { PromptInput } from './PromptInput';
import { useDockHeight } from './useDockHeight';
import { useFittedDraft } from './useFittedDraft';

export function Composer() {
  const { t } = useTranslation();
  const { draft, fills } = useDraft();
  const models = useModels();
  const model = models.data === undefined ? undefined : modelOf(models.data, draft);
  const problem = model === undefined ? null : draftProblem(draft, model);
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const dock = useRef<HTMLDivElement>(null);
  // Somebody was faster than the list of models: what they asked for goes out as soon as it can be checked.
  const wanted = useRef(false);
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
    wanted.current = model === undefined;
    if (model === undefined) return;
    if (problem !== null) {
      setTried(true);
      input.current?.focus();
      return;
    }
    submit(requestOf(draft, model));
    setTried(false);
    // The parameters stay: the next picture is usually a variation. The words are on the card, one click away.
    changeDraft({ prompt: '' });
    forgetReplaced();
    scrollToTop();
  };

  useEffect(() => {
    if (wanted.current && model !== undefined) send();
  });

  return (
    <div className={styles.dock} ref={dock}>
      <form className={styles.composer} onSubmit={send} aria-label={t('compose.label')}>
        <PromptInput
          ref={input}
          value={draft.prompt}
          onChange={prompt => {
            wanted.current = false;
            changeDraft({ prompt });
          }}
          onSubmit={send}
          maxLength={model?.prompt.max_length}
          invalid={problem === 'prompt_long' || (tried && problem === 'prompt_empty')}
        />
        <ComposerMessages
          draft={draft}
          model={model}
          problem={problem === 'prompt_empty' && !tried ? null : problem}
          modelsFailed={models.isError}
          onReload={() => void models.refetch()}
        />
        {model === undefined ? (
          <ControlsSkeleton />
        ) : (
          <ComposerControls draft={draft} models={models.data ?? []} model={model} ready={problem === null} />
        )}
      </form>
    </div>
  );
}
