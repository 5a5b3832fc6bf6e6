import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isProblem } from '@/api/problem';
import { createTemplate, getTemplate, replaceTemplate } from '@/api/templates';
import type { Template, WriteTemplate } from '@/api/types';
import { oneTemplate, TEMPLATES_KEY } from '@/domain/templates/queries';
import { type TemplateTexts, templateOf, textsOf } from './form';
import { useSpace } from './useSpace';

/** What is typed, and what becomes of it. Nothing is written over that somebody has not seen. */
export function useEditor(template: Template | null, begun: WriteTemplate) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const space = useSpace();
  const [texts, setTexts] = useState<TemplateTexts>(() => textsOf(begun));
  const [team, setTeam] = useState(space.team);
  /** The version that what is typed began from. */
  const [seen, setSeen] = useState(template?.version ?? 0);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isConflict, setConflict] = useState(false);

  /** @param overwrite Somebody has read that there is a newer one, and wants this one all the same. */
  const save = async (overwrite: boolean): Promise<void> => {
    setSaving(true);
    setRefusal(null);
    try {
      const saved = await write(overwrite);
      client.setQueryData(oneTemplate(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: [...TEMPLATES_KEY, 'list'] });
      const of = saved.owner.team === null ? '' : `?team=${encodeURIComponent(saved.owner.team)}`;
      void navigate(`/templates/${saved.id}${of}`, { replace: true });
    } catch (error) {
      setSaving(false);
      if (isProblem(error) && error.status === 412) setConflict(true);
      else setRefusal(wordsOf(error));
    }
  };

  const write = async (overwrite: boolean): Promise<Template> => {
    const body = templateOf(texts);
    if (template === null) return createTemplate(body, team);
    const version = overwrite ? (await getTemplate(template.id)).version : seen;
    return replaceTemplate(template.id, body, version);
  };

  const takeTheirs = async (): Promise<void> => {
    if (template === null) return;
    try {
      const theirs = await getTemplate(template.id);
      setTexts(textsOf(theirs));
      setSeen(theirs.version);
      setConflict(false);
      setRefusal(null);
    } catch (error) {
      setRefusal(wordsOf(error));
    }
  };

  const wordsOf = (error: unknown): string => {
    if (!isProblem(error)) return t('error.unreachable');
    const details = error.fields.map(({ detail }) => detail);
    return details.length === 0 ? error.message : [...new Set(details)].join(' ');
  };

  return {
    texts,
    change: (changed: Partial<TemplateTexts>) => setTexts({ ...texts, ...changed }),
    team,
    setTeam,
    saving,
    refusal,
    isConflict,
    save,
    takeTheirs,
    cancel: () => void navigate(space.to(template === null ? '/templates' : `/templates/${template.id}`)),
  };
}
