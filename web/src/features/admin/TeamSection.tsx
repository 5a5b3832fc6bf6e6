import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteTeam, getTeam, limitTeam, removeMember, renameTeam, setMember } from '@/api/admin';
import type { Team, TeamRole, User } from '@/api/types';
import { boundsText } from '@/domain/usage/limitText';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { useConfirm } from '@/ui/Confirm';
import { Field, Form, Select, textOf } from '@/ui/Form';
import { Empty, Row, Rows, Section, Tag } from '@/ui/Section';
import { LimitsForm } from './LimitsForm';
import { useAction } from './useAction';

const ROLES: readonly TeamRole[] = ['viewer', 'member', 'admin'];
const roleOf = (text: string): TeamRole => ROLES.find(role => role === text) ?? 'member';

interface Props {
  team: Team;
  /** Who may be added. */
  users: readonly User[];
  listKey: readonly string[];
}

/** One team: its name, who is in it, and as what. */
export function TeamSection({ team, users, listKey }: Props) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const confirm = useConfirm();
  const queryKey = ['team', team.id];
  const members = useQuery({ queryKey, queryFn: ({ signal }) => getTeam(team.id, signal) }).data?.members;
  const { busy, refusal, run } = useAction(queryKey);
  const [renaming, setRenaming] = useState(false);
  const [limiting, setLimiting] = useState(false);
  const roles = ROLES.map(value => ({ value, label: t(`role.${value}`) }));
  const others = users.filter(user => members?.every(member => member.user_id !== user.id) === true);

  const listed = () => client.invalidateQueries({ queryKey: listKey });
  const rename = async (form: FormData) => {
    if ((await run(() => renameTeam(team.id, textOf(form, 'name')))) === undefined) return;
    setRenaming(false);
    await listed();
  };
  const remove = async () => {
    const question = {
      title: t('admin.deleteTeamTitle', { name: team.name }),
      text: t('admin.deleteTeamText'),
      yes: t('keys.delete'),
    };
    if (!(await confirm({ ...question, danger: true }))) return;
    await run(() => deleteTeam(team.id));
    await listed();
  };
  return (
    <Section
      title={team.name}
      action={
        <>
          {boundsText(t, team.limits, i18n.language).map(bound => (
            <Tag key={bound}>{bound}</Tag>
          ))}
          <Button look="quiet" icon="chart" aria-expanded={limiting} onClick={() => setLimiting(!limiting)}>
            {t('quotas.title')}
          </Button>
          <Button look="quiet" icon="pen" aria-expanded={renaming} onClick={() => setRenaming(!renaming)}>
            {t('admin.rename')}
          </Button>
          <Button
            look="quiet"
            icon="trash"
            disabled={busy || members?.length !== 0}
            title={members?.length === 0 ? undefined : t('admin.deleteTeamFirst')}
            onClick={() => void remove()}
          >
            {t('keys.delete')}
          </Button>
        </>
      }
    >
      {limiting && (
        <LimitsForm
          name={team.name}
          limits={team.limits}
          busy={busy}
          onSave={async limits => {
            const saved = await run(() => limitTeam(team.id, limits));
            await listed();
            return saved !== undefined;
          }}
          onClose={() => setLimiting(false)}
        />
      )}
      {renaming && (
        <Form label={t('admin.rename')} refusal={null} onSubmit={form => void rename(form)}>
          <Field
            name="name"
            label={t('admin.name')}
            defaultValue={team.name}
            maxLength={100}
            required
            autoComplete="off"
          />
          <Button type="submit" look="primary" disabled={busy}>
            {t('account.save')}
          </Button>
        </Form>
      )}
      {members?.length === 0 && <Empty>{t('admin.noMembers')}</Empty>}
      <Rows label={t('admin.membersOf', { name: team.name })}>
        {members?.map(member => (
          <Row
            key={member.user_id}
            mark={<Avatar name={member.name} />}
            title={member.name}
            text={member.email}
            facts={
              <Select
                quiet
                label={t('admin.roleOf', { name: member.name })}
                value={member.role}
                disabled={busy}
                options={roles}
                onChange={event => void run(() => setMember(team.id, member.user_id, roleOf(event.target.value)))}
              />
            }
            actions={
              <Button
                look="quiet"
                icon="x"
                disabled={busy}
                aria-label={t('admin.removeOf', { name: member.name })}
                title={t('admin.remove')}
                onClick={() => void run(() => removeMember(team.id, member.user_id))}
              />
            }
          />
        ))}
      </Rows>
      {others.length > 0 && (
        <Form
          label={t('admin.addMemberTo', { name: team.name })}
          refusal={refusal}
          onSubmit={form => void run(() => setMember(team.id, textOf(form, 'user'), roleOf(textOf(form, 'role'))))}
        >
          <Select
            name="user"
            label={t('admin.addMember')}
            options={others.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          />
          <Select name="role" label={t('admin.role')} defaultValue="member" options={roles} />
          <Button type="submit" disabled={busy}>
            {t('admin.add')}
          </Button>
        </Form>
      )}
    </Section>
  );
}
