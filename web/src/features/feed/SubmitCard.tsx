import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DISK_FULL } from '@/api/problem';
import { draftOfRequest } from '@/domain/draft/draftOf';
import { fillDraft } from '@/domain/draft/store';
import type { Submit } from '@/domain/jobs/submitStorage';
import { discard, resend } from '@/domain/jobs/submits';
import { titleOf } from '@/domain/jobs/job';
import { localized, sizeLabel } from '@/domain/models/format';
import { parseSize } from '@/domain/models/size';
import { useModelOf } from '@/domain/models/useModels';
import { refusalText } from '@/domain/usage/limitText';
import { Button } from '@/ui/Button';
import { sentences } from '@/ui/sentences';
import { Batch } from './Batch';
import { Note } from '@/ui/Note';
import { ReferenceThumbs } from './ReferenceThumbs';
import { Tiles } from './TileGrid';
import { WaitingTile } from './WaitingTile';

/** A submit that the server has not answered yet: on screen at once, and never lost. */
export function SubmitCard({ submit }: { submit: Submit }) {
  const { t, i18n } = useTranslation();
  const model = useModelOf(submit.request.model);
  const size = parseSize(submit.request.size) ?? model?.size?.default ?? null;
  const count = submit.request.count ?? 1;
  const shape = size === null ? 1 : size.width / size.height;
  return (
    <Batch
      prompt={titleOf(submit.request.prompt, model, t)}
      meta={
        <>
          <span>{model === undefined ? submit.request.model : localized(model.name, i18n.language)}</span>
          {size !== null && <span>{sizeLabel(model, size)}</span>}
          <ReferenceThumbs ids={submit.request.references ?? []} />
        </>
      }
      actions={null}
    >
      {submit.state === 'sending' ? (
        <Tiles count={count} shape={shape}>
          {Array.from({ length: count }, (_, i) => (
            <WaitingTile key={i} job={null} model={model} words={i === 0} />
          ))}
        </Tiles>
      ) : (
        <SubmitNote submit={submit} />
      )}
    </Batch>
  );
}

function SubmitNote({ submit }: { submit: Submit }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const refused = submit.state === 'refused';
  const takeBack = (): void => {
    fillDraft(draftOfRequest(submit.request));
    discard(submit.key);
  };
  const limit = submit.problem?.limit ?? null;
  const full = limit === null ? null : refusalText(t, limit, i18n.language);
  const title = {
    waiting: t(submit.problem?.code === DISK_FULL ? 'note.fullTitle' : 'note.waitingTitle'),
    refused: full?.title ?? submit.problem?.message ?? t('note.refusedTitle'),
    expired: t('note.expiredSubmitTitle'),
    sending: '',
  }[submit.state];
  return (
    <Note
      tone={refused ? 'bad' : 'odd'}
      icon={refused ? 'warn' : 'cloud'}
      title={title}
      text={sentences(i18n.language, full?.text ?? '', refused ? t('note.notBilled') : t('note.waitingText'))}
      code={submit.problem?.code}
    >
      <Button icon="again" onClick={() => resend(submit.key)}>
        {refused ? t('note.retry') : t('note.sendNow')}
      </Button>
      <Button icon="pen" onClick={takeBack}>
        {t('note.editPrompt')}
      </Button>
      {full !== null && (
        <Button icon="chart" onClick={() => void navigate('/usage')}>
          {t('limits.see')}
        </Button>
      )}
      <Button onClick={() => discard(submit.key)}>{t('note.discard')}</Button>
    </Note>
  );
}
