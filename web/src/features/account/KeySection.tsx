import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteKey, listKeys } from '@/api/account';
import type { Key, AddedKey } from '@/api/types';
import { boundsText } from '@/domain/usage/limitText';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { dateText, dateTimeText } from '@/ui/dateText';
import { Empty, Row, Rows, Section, Tag } from '@/ui/Section';
import { ShownOnce } from '@/ui/ShownOnce';
import { useToast } from '@/ui/Toasts';
import { useNow } from '@/ui/useNow';
import { NewKeyForm } from './NewKeyForm';
import { useRefusal } from './useRefusal';

const queryKey = ['keys'];

/** One's own keys for programs. */
export function KeySection({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useToast();
  const confirm = useConfirm();
  const refusalOf = useRefusal();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<AddedKey | null>(null);
  const keys = useQuery({ queryKey, queryFn: ({ signal }) => listKeys(signal) });
  const changed = () => client.invalidateQueries({ queryKey });
  const remove = useMutation({ mutationFn: deleteKey, onError: error => tell(refusalOf(error)), onSettled: changed });
  const ask = async ({ id, name }: Key) => {
    const question = { title: t('keys.deleteTitle', { name }), text: t('keys.deleteText'), yes: t('keys.delete') };
    if (await confirm({ ...question, danger: true })) remove.mutate(id);
  };
  return (
    <Section
      title={t('keys.title')}
      hint={t('keys.hint')}
      action={
        <Button icon={adding ? 'x' : 'plus'} aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {adding ? t('keys.cancel') : t('keys.new')}
        </Button>
      }
    >
      {made !== null && (
        <ShownOnce
          title={t('keys.made', { name: made.key.name })}
          text={t('keys.madeHint')}
          secret={made.secret}
          onDone={() => setMade(null)}
        />
      )}
      {adding && (
        <NewKeyForm
          isAdmin={isAdmin}
          onMade={key => {
            setMade(key);
            setAdding(false);
            void changed();
          }}
        />
      )}
      {keys.data?.length === 0 && !adding && <Empty>{t('keys.none')}</Empty>}
      <Rows label={t('keys.title')}>
        {keys.data?.map(key => (
          <KeyRow key={key.id} item={key} onDelete={() => void ask(key)} />
        ))}
      </Rows>
    </Section>
  );
}

function KeyRow({ item, onDelete }: { item: Key; onDelete: () => void }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { name, prefix, scopes, limits, expires_at: expires, last_used_at: used } = item;
  const over = expires !== null && Date.parse(expires) <= now;
  const until = expires === null ? t('keys.forever') : t('keys.until', { date: dateText(expires, i18n.language) });
  const use = used === null ? t('keys.unused') : t('account.lastUsed', { time: dateTimeText(used, i18n.language) });
  return (
    <Row
      title={name}
      text={
        <>
          <code>{prefix}…</code> · {use}
        </>
      }
      facts={
        <>
          {scopes.map(scope => (
            <Tag key={scope}>{scope}</Tag>
          ))}
          {boundsText(t, limits, i18n.language).map(bound => (
            <Tag key={bound} tone="amber">
              {bound}
            </Tag>
          ))}
          {over ? <Tag tone="red">{t('keys.over')}</Tag> : <span>{until}</span>}
        </>
      }
      actions={
        <Button
          look="quiet"
          icon="trash"
          aria-label={t('keys.deleteOf', { name })}
          title={t('keys.delete')}
          onClick={onDelete}
        />
      }
    />
  );
}
