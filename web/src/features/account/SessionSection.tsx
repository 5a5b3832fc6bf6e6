import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endSession, listSessions } from '@/api/account';
import type { OwnSession } from '@/api/types';
import { Button } from '@/ui/Button';
import { dateTimeText } from '@/ui/dateText';
import { Row, Rows, Section, Tag } from '@/ui/Section';
import { useToast } from '@/ui/Toasts';
import { browserOf } from './browserOf';
import { useRefusal } from './useRefusal';

const queryKey = ['sessions'];

/** Where one is signed in, and the way out of each place. */
export function SessionSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useToast();
  const refusalOf = useRefusal();
  const sessions = useQuery({ queryKey, queryFn: ({ signal }) => listSessions(signal) });
  const end = useMutation({
    mutationFn: endSession,
    onError: error => tell(refusalOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <Section title={t('account.sessions')} hint={t('account.sessionsHint')}>
      <Rows label={t('account.sessions')}>
        {sessions.data?.map(session => (
          <SessionRow key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate(session.id)} />
        ))}
      </Rows>
    </Section>
  );
}

function SessionRow({ session, busy, onEnd }: { session: OwnSession; busy: boolean; onEnd: () => void }) {
  const { t, i18n } = useTranslation();
  const browser = browserOf(session.user_agent) ?? t('account.unknownBrowser');
  const time = (text: string): string => dateTimeText(text, i18n.language);
  return (
    <Row
      title={<span title={session.user_agent ?? undefined}>{browser}</span>}
      text={`${session.address ?? t('account.unknownAddress')} · ${t('account.since', { time: time(session.created_at) })}`}
      facts={
        session.current ? (
          <Tag tone="accent">{t('account.thisOne')}</Tag>
        ) : (
          t('account.lastUsed', { time: time(session.last_used_at) })
        )
      }
      actions={
        !session.current && (
          <Button disabled={busy} aria-label={t('account.endOf', { browser })} onClick={onEnd}>
            {t('account.end')}
          </Button>
        )
      }
    />
  );
}
