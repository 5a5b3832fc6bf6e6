import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser, resetPassword, signUserOut } from '@/api/admin';
import type { User } from '@/api/types';
import { useMe } from '@/domain/account/session';
import { boundsText } from '@/domain/usage/limitText';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { Menu, type MenuItem } from '@/ui/Menu';
import { Row, Rows, Section, Tag } from '@/ui/Section';
import { ShownOnce } from '@/ui/ShownOnce';
import { LimitsForm } from './LimitsForm';
import { NewUserForm } from './NewUserForm';
import { useAction } from './useAction';
import { usersKey, useUsers } from './useUsers';

/** A link by which somebody sets a password. */
interface Link {
  user: User;
  url: string;
}

/** On this very installation, where it does not know its own name. */
const whole = (url: string): string => new URL(url, location.origin).href;

export function UsersPage() {
  const { t } = useTranslation();
  const { users, more } = useUsers();
  const [adding, setAdding] = useState(false);
  const [link, setLink] = useState<Link | null>(null);
  const show = (user: User, url: string) => {
    setLink({ user, url: whole(url) });
    setAdding(false);
  };
  return (
    <Section
      title={t('admin.users')}
      action={
        <Button icon={adding ? 'x' : 'plus'} aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {adding ? t('keys.cancel') : t('admin.addUser')}
        </Button>
      }
    >
      {link !== null && (
        <ShownOnce
          title={t('admin.link', { name: link.user.name })}
          text={t('admin.linkHint')}
          secret={link.url}
          onDone={() => setLink(null)}
        />
      )}
      {adding && <NewUserForm onMade={({ user, link: made }) => show(user, made.url)} />}
      <Rows label={t('admin.users')}>
        {users.map(user => (
          <UserRow key={user.id} user={user} onLink={url => show(user, url)} />
        ))}
      </Rows>
      {more !== null && <Button onClick={more}>{t('admin.more')}</Button>}
    </Section>
  );
}

function UserRow({ user, onLink }: { user: User; onLink: (url: string) => void }) {
  const { t, i18n } = useTranslation();
  const { busy, refusal, run } = useAction(usersKey);
  const [limiting, setLimiting] = useState(false);
  const items = useUserActions(user, onLink, () => setLimiting(true), run);
  return (
    <Row
      mark={<Avatar name={user.name} />}
      title={user.name}
      text={refusal === null ? user.email : <span role="alert">{refusal}</span>}
      facts={
        <>
          {user.disabled && <Tag tone="red">{t('admin.off')}</Tag>}
          {user.review && <Tag tone="amber">{t('reviews.marked')}</Tag>}
          {boundsText(t, user.limits, i18n.language).map(bound => (
            <Tag key={bound}>{bound}</Tag>
          ))}
          {user.invited && <Tag tone="amber">{t('admin.invited')}</Tag>}
          <Tag tone={user.role === 'admin' ? 'accent' : undefined}>{t(`role.${user.role}`)}</Tag>
        </>
      }
      actions={
        <Menu items={items} align="end">
          <Button look="quiet" icon="more" disabled={busy} aria-label={t('admin.actionsFor', { name: user.name })} />
        </Menu>
      }
      below={
        limiting && (
          <LimitsForm
            name={user.name}
            limits={user.limits}
            busy={busy}
            onSave={async limits => (await run(() => changeUser(user.id, { limits }))) !== undefined}
            onClose={() => setLimiting(false)}
          />
        )
      }
    />
  );
}

function useUserActions(
  user: User,
  onLink: (url: string) => void,
  onLimits: () => void,
  run: ReturnType<typeof useAction>['run'],
): readonly MenuItem[] {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const me = useMe();
  const isAdmin = user.role === 'admin';
  const reset = async () => {
    const link = await run(() => resetPassword(user.id));
    if (link !== undefined) onLink(link.url);
  };
  const switchOff = async () => {
    const question = {
      title: t('admin.offTitle', { name: user.name }),
      text: t('admin.offText'),
      yes: t('admin.switchOff'),
    };
    if (await confirm({ ...question, danger: true })) await run(() => changeUser(user.id, { disabled: true }));
  };
  const all: readonly (MenuItem & { own?: boolean })[] = [
    { key: 'reset', icon: 'link', label: t('admin.reset'), onSelect: () => void reset(), own: true },
    { key: 'limits', icon: 'chart', label: t('quotas.set'), onSelect: onLimits, own: true },
    {
      key: 'review',
      icon: 'eye',
      label: t(user.review ? 'reviews.unmark' : 'reviews.mark'),
      onSelect: () => void run(() => changeUser(user.id, { review: !user.review })),
      own: true,
    },
    { key: 'out', icon: 'screen', label: t('admin.signOut'), onSelect: () => void run(() => signUserOut(user.id)) },
    {
      key: 'role',
      icon: 'shield',
      label: isAdmin ? t('admin.makeMember') : t('admin.makeAdmin'),
      onSelect: () => void run(() => changeUser(user.id, { role: isAdmin ? 'member' : 'admin' })),
    },
    user.disabled
      ? {
          key: 'on',
          icon: 'check',
          label: t('admin.switchOn'),
          onSelect: () => void run(() => changeUser(user.id, { disabled: false })),
        }
      : { key: 'off', icon: 'ban', label: t('admin.switchOff'), danger: true, onSelect: () => void switchOff() },
  ];
  // Nobody takes away their own role, nor switches themselves off.
  return user.id === me?.id ? all.filter(({ own }) => own === true) : all;
}
