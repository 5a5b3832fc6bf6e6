import { useTranslation } from 'react-i18next';
import type { Template, WriteTemplate } from '@/api/types';
import { useOwnTeams } from '@/domain/account/account';
import { Button } from '@/ui/Button';
import { Area, Field, Form, Select } from '@/ui/Form';
import { Note } from '@/ui/Note';
import { Section } from '@/ui/Section';
import { areWellFormed, namesIn, newVariable } from './form';
import { ParameterFields } from './ParameterFields';
import { useEditor } from './useEditor';
import { VariableTextFields } from './VariableTextFields';

interface Props {
  /** The one that is changed; null for a new one. */
  template: Template | null;
  begun: WriteTemplate;
}

export function Editor({ template, begun }: Props) {
  const { t } = useTranslation();
  const teams = useOwnTeams().filter(team => team.role !== 'viewer');
  const { texts, change, team, setTeam, saving, refusal, isConflict, save, takeTheirs, cancel } = useEditor(
    template,
    begun,
  );
  const isBroken = !areWellFormed(texts);
  const names = namesIn(texts);
  return (
    <>
      {isConflict && (
        <Note
          tone="odd"
          icon="users"
          level={2}
          title={t('templates.editor.conflict')}
          text={t('templates.editor.conflictText')}
        >
          <Button onClick={() => void takeTheirs()}>{t('templates.editor.takeTheirs')}</Button>
          <Button onClick={() => void save(true)}>{t('templates.editor.keepMine')}</Button>
        </Note>
      )}
      <Section title={texts.name === '' ? t('templates.editor.new') : texts.name}>
        <Form
          label={t(template === null ? 'templates.editor.new' : 'templates.editor.edit')}
          refusal={refusal}
          onSubmit={() => void save(false)}
        >
          <Field
            label={t('templates.editor.name')}
            placeholder={t('templates.editor.namePlaceholder')}
            value={texts.name}
            maxLength={100}
            required
            autoComplete="off"
            onChange={event => change({ name: event.target.value })}
          />
          {template === null && teams.length > 0 && (
            <Select
              label={t('templates.editor.space')}
              value={team ?? ''}
              options={[
                { value: '', label: t('templates.private') },
                ...teams.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={event => setTeam(event.target.value === '' ? null : event.target.value)}
            />
          )}
          <Area
            label={t('templates.editor.prompt')}
            placeholder={t('templates.editor.promptPlaceholder')}
            hint={t(isBroken ? 'templates.editor.broken' : 'templates.editor.promptHint', { open: '{{', close: '}}' })}
            value={texts.prompt}
            rows={4}
            maxLength={8000}
            required
            aria-invalid={isBroken}
            onChange={event => change({ prompt: event.target.value })}
          />
          <Area
            label={t('templates.editor.negative')}
            value={texts.negative}
            rows={2}
            maxLength={8000}
            onChange={event => change({ negative: event.target.value })}
          />
          {names.length > 0 && !isBroken && (
            <VariableTextFields
              names={names}
              variables={texts.variables}
              onChange={(name, changed) =>
                change({
                  variables: {
                    ...texts.variables,
                    [name]: { ...(texts.variables[name] ?? newVariable), ...changed },
                  },
                })
              }
            />
          )}
          <ParameterFields texts={texts} onChange={change} />
          <Area
            label={t('templates.editor.description')}
            placeholder={t('templates.editor.descriptionPlaceholder')}
            value={texts.description}
            rows={2}
            maxLength={1000}
            onChange={event => change({ description: event.target.value })}
          />
          <Field
            label={t('templates.editor.tags')}
            placeholder={t('templates.editor.tagsHint')}
            value={texts.tags}
            autoComplete="off"
            onChange={event => change({ tags: event.target.value })}
          />
          <Button onClick={cancel}>{t('templates.editor.cancel')}</Button>
          <Button type="submit" look="primary" disabled={saving || isBroken}>
            {t(saving ? 'templates.editor.saving' : 'templates.editor.save')}
          </Button>
        </Form>
      </Section>
    </>
  );
}
