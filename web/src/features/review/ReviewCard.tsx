import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imageUrl } from '@/api/calls';
import type { ListedImage } from '@/api/types';
import { useMe } from '@/domain/account/session';
import { Button } from '@/ui/Button';
import { dateTimeText } from '@/ui/dateText';
import styles from './ReviewCard.module.css';
import { useWho } from './useWho';

interface Props {
  image: ListedImage;
  /** The reason is being written. */
  rejecting: boolean;
  onRejecting: (isOpen: boolean) => void;
  onApprove: () => void;
  onReject: (reason: string) => void;
}

/** One picture, who asked for it by which words, and the two decisions. It has the focus as a whole, for the keys. */
export function ReviewCard({ image, rejecting, onRejecting, onApprove, onReject }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const me = useMe();
  const who = useWho(image.owner);
  const [reason, setReason] = useState('');
  const isOwn = image.owner.user === me?.id;
  const prompt = image.prompt ?? image.job_title ?? '';
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onReject(reason.trim());
  };
  return (
    // The keys belong to the picture that has the focus, so that each can be reached by Tab and by the arrows.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <li className={styles.card} tabIndex={0} data-image={image.id} aria-labelledby={id}>
      <a
        className={styles.picture}
        href={imageUrl(image.id, 'original')}
        target="_blank"
        rel="noreferrer"
        title={t('reviews.open')}
      >
        <img src={imageUrl(image.id, 'preview')} alt={prompt} loading="lazy" />
      </a>
      <p id={id} className={styles.prompt}>
        {prompt}
      </p>
      <p className={styles.facts}>
        <span>{who}</span>
        <time dateTime={image.created_at}>{dateTimeText(image.created_at, i18n.language)}</time>
      </p>
      {isOwn ? (
        <p className={styles.facts}>{t('reviews.own')}</p>
      ) : rejecting ? (
        <form className={styles.reject} onSubmit={send}>
          <label htmlFor={`${id}-reason`}>{t('reviews.reason')}</label>
          <textarea
            id={`${id}-reason`}
            // The person has just asked to write it.
            // eslint-disable-next-line jsx-a11y/no-autofocus -- see above
            autoFocus
            rows={2}
            maxLength={500}
            required
            placeholder={t('reviews.reasonPlaceholder')}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          <div className={styles.decisions}>
            <Button onClick={() => onRejecting(false)}>{t('reviews.back')}</Button>
            <Button type="submit" look="danger">
              {t('reviews.send')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles.decisions}>
          <Button icon="x" onClick={() => onRejecting(true)}>
            {t('reviews.reject')}
          </Button>
          <Button icon="check" look="primary" onClick={onApprove}>
            {t('reviews.approve')}
          </Button>
        </div>
      )}
    </li>
  );
}
