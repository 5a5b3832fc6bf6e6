import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';

interface Action {
  busy: boolean;
  /** What the server has against the last one. */
  refusal: string | null;
  /** @returns Undefined where it was refused. */
  run: <T>(what: () => Promise<T>) => Promise<T | undefined>;
}

/** Does one thing at a time, and asks anew for what it may have changed. */
export function useAction(queryKey: readonly string[]): Action {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async <T>(what: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setRefusal(null);
    try {
      return await what();
    } catch (error) {
      setRefusal(isProblem(error) ? error.message : t('error.unreachable'));
      return undefined;
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey });
    }
  };
  return { busy, refusal, run };
}
