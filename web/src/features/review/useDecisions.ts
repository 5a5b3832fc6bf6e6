import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { reviewImage } from '@/api/reviews';
import type { ListedImage } from '@/api/types';
import { useToast } from '@/ui/Toasts';

interface Decisions {
  /** Gone from the page at once; back where the server did not take it. */
  decided: ReadonlySet<string>;
  /** The last one, for who can not see that it is gone. */
  said: string;
  approve: (image: ListedImage) => void;
  reject: (image: ListedImage, reason: string) => void;
}

export function useDecisions(queryKey: readonly string[]): Decisions {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useToast();
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  const decide = async ({ id }: ListedImage, reason: string | null): Promise<void> => {
    setDecided(before => new Set([...before, id]));
    try {
      await reviewImage(id, reason);
      setSaid(t(reason === null ? 'reviews.approved' : 'reviews.rejected'));
    } catch (error) {
      setDecided(before => new Set([...before].filter(each => each !== id)));
      tell(isProblem(error) ? error.message : t('error.unreachable'));
    }
    void client.invalidateQueries({ queryKey });
  };
  return {
    decided,
    said,
    approve: image => void decide(image, null),
    reject: (image, reason) => void decide(image, reason),
  };
}
