import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createBatch } from '@/api/batches';
import { isProblem } from '@/api/problem';
import type { CreatedBatch } from '@/api/types';
import { type Axes, requestOf } from '@/domain/batch/grid';
import { remember } from '@/domain/batch/store';
import { mergeAnswered } from '@/domain/jobs/cache';
import { newKey } from '@/domain/newKey';
import { refusalText } from '@/domain/usage/limitText';
import { sentences } from '@/ui/sentences';

/** What the results are told beside the address: the entries that are no jobs. */
export interface Refused {
  count: number;
  /** Each reason once. */
  reasons: readonly string[];
}

/** Sends all of it once, however often it has to be sent. */
export function useSend() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  /** The key goes with what was asked: the same again after a lost answer makes nothing twice, and another batch has one of its own. */
  const last = useRef({ asked: '', key: '' });

  const send = async (axes: Axes, count: number): Promise<void> => {
    const request = requestOf(axes, count);
    const asked = JSON.stringify(request);
    if (last.current.asked !== asked) last.current = { asked, key: newKey() };
    setSending(true);
    setRefusal(null);
    try {
      const made = await createBatch(request, last.current.key);
      last.current = { asked: '', key: '' };
      for (const { job } of made.entries) if (job != null) mergeAnswered(job);
      remember(made.id, made.accepted);
      const state = refusedOf(made);
      void navigate(`/batch/${made.id}`, { state });
    } catch (error) {
      setRefusal(wordsOf(error));
      setSending(false);
    }
  };

  const wordsOf = (error: unknown): string => {
    if (!isProblem(error)) return t('batch.unreachable');
    if (error.limit === null) return error.message;
    const { title, text } = refusalText(t, error.limit, i18n.language);
    return sentences(i18n.language, `${title}${i18n.language.startsWith('zh') ? '。' : '.'}`, text);
  };
  return { sending, refusal, send };
}

function refusedOf({ entries }: CreatedBatch): Refused {
  const details = entries.flatMap(({ error }) => (error == null ? [] : [error.detail]));
  return { count: details.length, reasons: [...new Set(details)] };
}
